package daxplane.it.machine;

import daxplane.host.Attributes.Kind;
import daxplane.host.Host;
import daxplane.host.HostException;
import java.util.List;
import java.util.Optional;

/** Files of a host, for invariants: what is not there is empty, numbers are what they say. */
record Sight(Host host) {

    /** Names that match, in rising order. */
    List<String> names(String directory, String pattern) throws HostException {
        return host.attributes().kind(directory) == Kind.ABSENT ? List.of()
                : host.attributes().list(directory).stream().filter(name -> name.matches(pattern)).sorted().toList();
    }

    boolean exists(String path) throws HostException {
        return host.attributes().kind(path) != Kind.ABSENT;
    }

    String text(String path) throws HostException {
        return host.attributes().read(path).strip();
    }

    long number(String path) throws HostException {
        String text = text(path);
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }

    /** The driver that a device says it has. */
    Optional<String> driver(String device) throws HostException {
        String link = device + "/driver";
        if (!exists(link)) {
            return Optional.empty();
        }
        String target = host.attributes().readLink(link);
        return Optional.of(target.substring(target.lastIndexOf('/') + 1));
    }
}
