package daxplane.conform;

import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.script.Streams;
import java.util.List;
import java.util.OptionalInt;

/** {@code dd if=DISK of=/dev/null bs=N count=N}: whether a disk can be read. */
record DiskCopy(Host host, List<String> arguments) {

    private static final int LARGEST_PIECE = 1 << 20;

    /** @return exit status; empty when something else is wanted */
    OptionalInt attempt(Streams streams) {
        String disk = value("if");
        if (!disk.matches("/dev/pmem[0-9.]+s?") || !value("of").equals("/dev/null") || !value("bs").matches("[0-9]{1,7}") || !value("count").matches("[0-9]{1,7}")
                || Integer.parseInt(value("bs")) > LARGEST_PIECE) {
            return OptionalInt.empty();
        }
        int bytes = Integer.parseInt(value("bs"));
        try (var media = host.blockMedia().openExclusive(disk.substring("/dev/".length()))) {
            for (int piece = 0; piece < Integer.parseInt(value("count")); piece++) {
                media.read((long) piece * bytes, bytes);
            }
        } catch (HostException unreadable) {
            streams.err().print("dd: " + disk + ": " + unreadable.errno().text() + "\n");
            return OptionalInt.of(1);
        }
        streams.err().print(value("count") + "+0 records in\n" + value("count") + "+0 records out\n" + Wildcard.LINES + "\n");
        return OptionalInt.of(0);
    }

    private String value(String name) {
        return arguments.stream().filter(word -> word.startsWith(name + "=")).map(word -> word.substring(name.length() + 1)).findFirst().orElse("");
    }
}
