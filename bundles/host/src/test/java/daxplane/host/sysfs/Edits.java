package daxplane.host.sysfs;

import daxplane.host.HostException;
import daxplane.host.recorded.AttributeTree;
import java.util.List;
import java.util.Random;

/** Random changes to an attribute tree: such as a kernel makes, and such as no kernel would. */
final class Edits {

    private static final List<String> TEXTS = List.of("", "\n", "0\n", "1\n", "online\n", "offline\n", "Movable\n", "Normal\n", "dax\n", "raw\n",
            "namespace0.1\n", "namespace0.2\n", "namespace2.0\n", "pfn0.0\n", "dax0.0\n", "536870912\n", "0x100000000\n", "0-1,3\n", "2\n", "-1\n",
            "00000003-1111-2222-3333-444444444443\n", "label lock\n", "garbage\n", "!ENXIO", "!EACCES");

    private static final List<String> PERSONALITIES = List.of("dax0.0", "dax0.1", "pfn0.0", "btt0.0");

    private Edits() {
    }

    static void oneOf(AttributeTree tree, Random random) throws HostException {
        switch (random.nextInt(10)) {
            case 0 -> rebind(tree, random);
            case 1 -> removeDevice(tree, random);
            case 2 -> memory(tree, random);
            case 3 -> proc(tree, random);
            case 4 -> claim(tree, random);
            default -> attribute(tree, random);
        }
    }

    private static void attribute(AttributeTree tree, Random random) {
        var files = tree.paths().stream().filter(path -> path.startsWith("/sys/devices/") && !path.contains("/power/")
                && tree.kind(path) == daxplane.host.Attributes.Kind.FILE).toList();
        tree.file(files.get(random.nextInt(files.size())), TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static void rebind(AttributeTree tree, Random random) {
        var links = tree.paths().stream().filter(path -> path.startsWith("/sys/devices/") && path.endsWith("/driver")).toList();
        if (!links.isEmpty()) {
            String link = links.get(random.nextInt(links.size()));
            if (random.nextBoolean()) {
                tree.remove(link);
            } else {
                tree.link(link, "/sys/bus/dax/drivers/" + (random.nextBoolean() ? "kmem" : "device_dax"));
            }
        }
    }

    private static void removeDevice(AttributeTree tree, Random random) throws HostException {
        String bus = random.nextInt(3) == 0 ? "/sys/bus/dax/devices" : "/sys/bus/nd/devices";
        var names = tree.list(bus);
        if (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            try {
                tree.remove(tree.realPath(bus + "/" + name));
            } catch (HostException goneAlready) {
                // with the device that it lay in
            }
            tree.remove(bus + "/" + name);
        }
    }

    private static void memory(AttributeTree tree, Random random) {
        String block = "/sys/devices/system/memory/memory" + random.nextInt(20);
        String node = random.nextInt(3) == 0 ? "node1" : "node2";
        switch (random.nextInt(4)) {
            case 0 -> tree.remove(block);
            case 1 -> tree.remove("/sys/devices/system/node/" + node);
            case 2 -> tree.file("/sys/devices/virtual/memory_tiering/memory_tier22/nodelist", "1-2\n")
                    .file("/sys/devices/system/node/" + node + "/meminfo", "Node MemTotal:  5 kB\n");
            default -> tree.file(block + "/state", "online\n").file(block + "/valid_zones", "Movable\n")
                    .link(block + "/" + node, "../../node/" + node);
        }
    }

    private static void proc(AttributeTree tree, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> tree.file("/proc/iomem", "100000000-17fffffff : Persistent Memory\n  100000000-1%07x : dax0.2\n".formatted(random.nextInt(1 << 20)));
            case 1 -> tree.file("/proc/meminfo", "MemTotal:  %d kB\n".formatted(random.nextInt(1000)));
            case 2 -> tree.file("/proc/modules", random.nextBoolean() ? "" : "kmem 1 0\nnfit 2 0\n");
            default -> tree.remove("/sys/bus/dax/drivers/device_dax");
        }
    }

    /** A personality lets go of one namespace and takes another, on its own side, on theirs, or on both. */
    private static void claim(AttributeTree tree, Random random) throws HostException {
        String personality = PERSONALITIES.get(random.nextInt(PERSONALITIES.size()));
        String namespace = "namespace0." + random.nextInt(5);
        try {
            if (random.nextInt(3) != 0) {
                tree.file(tree.realPath("/sys/bus/nd/devices/" + personality) + "/namespace", namespace + "\n");
            }
            if (random.nextInt(3) != 0) {
                tree.file(tree.realPath("/sys/bus/nd/devices/" + namespace) + "/holder", personality + "\n");
            }
        } catch (HostException gone) {
            // removed by an earlier edit
        }
    }
}
