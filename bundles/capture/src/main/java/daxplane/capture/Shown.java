package daxplane.capture;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.HostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a host shows: an attribute that is not there or has no value now is empty, one that it hides from us is a failure. */
record Shown(Attributes attributes) {

    private static final Set<Errno> NO_VALUE = EnumSet.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ENXIO, Errno.ENODEV, Errno.EINVAL,
            Errno.EOPNOTSUPP, Errno.ENODATA);

    /** Without blanks and newlines around it. */
    Optional<String> text(String path) throws HostException {
        try {
            return Optional.of(attributes.read(path).strip());
        } catch (HostException refused) {
            return absent(refused);
        }
    }

    Optional<byte[]> bytes(String path) throws HostException {
        try {
            return Optional.of(attributes.readBytes(path));
        } catch (HostException refused) {
            return absent(refused);
        }
    }

    /** Decimal, or hexadecimal with 0x. */
    OptionalLong number(String path) throws HostException {
        String text = text(path).orElse("");
        try {
            return text.startsWith("0x") ? OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16))
                    : text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    /** Names in a directory; none when it is not there. */
    List<String> names(String directory) throws HostException {
        try {
            return attributes.list(directory).stream().sorted().toList();
        } catch (HostException refused) {
            return this.<List<String>>absent(refused).orElse(List.of());
        }
    }

    private static <T> Optional<T> absent(HostException refused) throws HostException {
        if (NO_VALUE.contains(refused.errno())) {
            return Optional.empty();
        }
        throw refused;
    }
}
