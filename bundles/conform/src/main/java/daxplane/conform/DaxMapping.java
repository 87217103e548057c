package daxplane.conform;

import daxplane.host.Attributes;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.script.Streams;
import java.util.List;

/** {@code daxhold DEVICE OFFSET KIB [once]}: opens a device-dax node and maps a piece of it, as a program of the recordings does. */
record DaxMapping(Host host, List<String> words) {

    int run(Streams streams) {
        String answer = answer();
        streams.out().print(answer + "\n");
        return answer.equals("ready") ? 0 : 1;
    }

    /** {@code ready}, or the call that failed and its errno. */
    String answer() {
        if (words.size() < 4 || !words.get(1).startsWith("/dev/dax") || !words.get(2).matches("\\d{1,18}") || !words.get(3).matches("\\d{1,9}")) {
            return "usage";
        }
        String device = words.get(1).substring("/dev/".length());
        var attributes = host.attributes();
        if (attributes.kind(words.get(1)) == Attributes.Kind.ABSENT) {
            return "open ENOENT";
        }
        String directory = "/sys/bus/dax/devices/" + device;
        try {
            if (!attributes.readLink(directory + "/driver").endsWith("/device_dax")) {
                return "open ENXIO"; // the node outlives the binding (corpus kmem-unbind-online)
            }
            long align = Long.parseLong(attributes.read(directory + "/align").strip());
            long bytes = Long.parseLong(words.get(3)) << 10;
            return Long.parseLong(words.get(2)) % align == 0 && bytes % align == 0 && bytes > 0 ? "ready" : "mmap EINVAL";
        } catch (HostException | NumberFormatException unbound) {
            return "open ENXIO";
        }
    }
}
