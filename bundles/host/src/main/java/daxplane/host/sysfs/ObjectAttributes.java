package daxplane.host.sysfs;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.HostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The attributes of one object, typed; an attribute without a value that we may see is empty. */
record ObjectAttributes(Attributes attributes, String directory) {

    /**
     * How a kernel says that an attribute is not there (other version, other kind of device, device gone), has no value now
     * ({@code resource} of an idle namespace: ENXIO), or is not for this user. Anything else is a failure of the machine.
     */
    private static final Set<Errno> NO_VALUE = EnumSet.of(Errno.ENOENT, Errno.ENXIO, Errno.ENODEV, Errno.EACCES, Errno.EPERM,
            Errno.EOPNOTSUPP, Errno.ENOTTY, Errno.EINVAL, Errno.ENODATA, Errno.ENOTDIR, Errno.EISDIR);

    /** Whether the object is there; a link to one that is gone does not count. */
    boolean exists() throws HostException {
        return switch (attributes.kind(directory)) {
            case DIRECTORY -> true;
            case LINK -> realPath().isPresent();
            case FILE, ABSENT -> false;
        };
    }

    /** The text without its trailing newline. */
    Optional<String> text(String name) throws HostException {
        try {
            String text = attributes.read(directory + "/" + name);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (HostException refused) {
            return absent(refused);
        }
    }

    /** The first of these attributes whose text is not empty. */
    Optional<String> name(String... names) throws HostException {
        for (String name : names) {
            var text = text(name).filter(value -> !value.isEmpty());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Decimal, or hexadecimal with 0x; unsigned. */
    OptionalLong number(String name) throws HostException {
        return Numbers.unsigned(text(name).orElse(""));
    }

    /** A NUMA node; the kernel prints -1 when there is none. */
    OptionalInt node(String name) throws HostException {
        var number = number(name);
        return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    boolean flag(String name) throws HostException {
        return text(name).filter("1"::equals).isPresent();
    }

    boolean hasWord(String name, String word) throws HostException {
        return List.of(text(name).orElse("").split(" ")).contains(word);
    }

    /** Last component of what a link leads to. */
    Optional<String> link(String name) throws HostException {
        try {
            String target = attributes.readLink(directory + "/" + name);
            return Optional.of(target.substring(target.lastIndexOf('/') + 1));
        } catch (HostException refused) {
            return absent(refused);
        }
    }

    /** Names in the directory, or in one below it; none when it is not there. */
    List<String> entries(String below) throws HostException {
        try {
            return attributes.list(below.isEmpty() ? directory : directory + "/" + below);
        } catch (HostException refused) {
            return this.<List<String>>absent(refused).orElse(List.of());
        }
    }

    /** The directory with every link followed; empty when it is gone. */
    Optional<String> realPath() throws HostException {
        try {
            return Optional.of(attributes.realPath(directory));
        } catch (HostException refused) {
            return absent(refused);
        }
    }

    private <T> Optional<T> absent(HostException refused) throws HostException {
        if (NO_VALUE.contains(refused.errno())) {
            return Optional.empty();
        }
        throw refused;
    }
}
