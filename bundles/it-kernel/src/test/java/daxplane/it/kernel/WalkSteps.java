package daxplane.it.kernel;

import daxplane.conform.StateMap;
import daxplane.conform.Step.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Chooses what to do next, by what there is: mostly something that can work, sometimes nonsense. The same seed and the same states
 * give the same steps.
 *
 * <p>What has no certain answer is never asked: memory outside of zone Movable is not taken offline, because the kernel may have
 * put pages of its own there (docs/kernel/memory.md 7); nor is a machine rebooted of which a parameter calls RAM persistent, because a new
 * guest has new RAM. Nor is what a real kernel does not survive: without the driver of a DIMM whose
 * region is up, Linux 6.12 follows a null pointer when dpa_extents is read (corpus nd-dimm-unbind-active).
 */
final class WalkSteps {

    private static final String ND = "/sys/bus/nd/";
    private static final String DAX = "/sys/bus/dax/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final List<String> DAX_DRIVERS = List.of("device_dax", "kmem");
    private static final List<String> MODES = List.of("raw", "sector", "fsdax", "devdax");
    private static final List<String> MODULES = List.of("kmem", "kmem", "device_dax", "dax_pmem", "nd_pmem", "nd_btt");
    /** Sizes around the alignment of a region, 16 MiB; nonsense among them. */
    private static final List<String> SIZES = List.of("0", "16777216", "33554432", "67108864", "134217728", "268435456", "16777217", "4096", "-1",
            "0x2000000", "99999999999999");

    /** Sizes around the alignment of device-dax, 2 MiB, and a block of memory, 128 MiB; nonsense among them. */
    private static final List<String> DAX_SIZES = List.of("0", "2097152", "134217728", "268435456", "536870912", "402653184", "2097153", "4096", "2G",
            "4294967296", "nonsense");

    private final Random random;
    private final StateMap state;
    private final StateMap atBoot;

    private WalkSteps(Random random, StateMap state, StateMap atBoot) {
        this.random = random;
        this.state = state;
        this.atBoot = atBoot;
    }

    /** @param atBoot what there was when the walk began: its memory stays as it is */
    static Action next(Random random, StateMap state, StateMap atBoot) {
        return new WalkSteps(random, state, atBoot).choose();
    }

    private Action choose() {
        int die = random.nextInt(100);
        if (die < 18) {
            return daxDriver();
        } else if (die < 27) {
            return dynamicDax();
        } else if (die < 36) {
            return memory();
        } else if (die < 51) {
            return ndDriver();
        } else if (die < 62) {
            return namespace();
        } else if (die < 73) {
            return personality();
        } else if (die < 76) {
            return labels();
        } else if (die < 82) {
            return new Action.Exec("modprobe " + (random.nextBoolean() ? "-r " : "") + any(MODULES));
        } else if (die < 99) {
            return tool();
        }
        boolean ramCalledPersistent = named("ndbus\\d+").stream().anyMatch(bus -> value("nd/" + bus + "/provider").equals("e820"));
        return ramCalledPersistent ? new Action.Exec("ndctl list -BDRN -vvv") : new Action.Reboot();
    }

    private Action daxDriver() {
        String device = random.nextInt(12) == 0 ? any(List.of("dax9.9", "nonsense", "dax0.0x")) : any(devices("dax/"));
        String file = any(List.of("bind", "unbind", "new_id", "remove_id"));
        return random.nextInt(15) == 0 ? write(DAX + "drivers_probe", device) : write(DAX + "drivers/" + any(DAX_DRIVERS) + "/" + file, device);
    }

    /** Devices of a region that shares its memory out; the others refuse. */
    private Action dynamicDax() {
        List<String> regions = state.values().keySet().stream().filter(key -> key.matches("platform/hmem\\.\\d+/dax_region/create"))
                .map(key -> "/sys/devices/" + key.substring(0, key.length() - "create".length())).toList();
        String device = any(devices("dax/"));
        String size = any(DAX_SIZES);
        if (regions.isEmpty()) {
            return write(DAX + "devices/" + device + "/" + any(List.of("size", "align")), size);
        }
        return switch (random.nextInt(12)) {
            case 0 -> write(any(regions) + "create", any(List.of("1", "1", "1", "2", "x")));
            case 1 -> write(any(regions) + "delete", device);
            case 2, 3 -> write(DAX + "devices/" + device + "/size", size);
            case 4 -> write(DAX + "devices/" + device + "/align", any(List.of("4096", "2097152", "1073741824", "1000")));
            case 5 -> mapping(device);
            case 6, 7 -> new Action.Exec("daxctl create-device" + any(List.of("", " -s 128M", " -s 256M", " -s 64M -a 4K", " -s 512M", " -s 1K")));
            case 8 -> new Action.Exec("daxctl destroy-device " + any(List.of("", "-f ")) + device);
            case 9 -> new Action.Exec("daxctl disable-device " + device);
            case 10 -> new Action.Exec("daxctl enable-device " + device);
            default -> new Action.Exec("daxctl disable-device " + device + "; daxctl reconfigure-device -s " + any(List.of("256M", "128M", "2M")) + " " + device);
        };
    }

    private Action mapping(String device) {
        long start = (4L << 30) + ((long) random.nextInt(20) << 27);
        return write(DAX + "devices/" + device + "/mapping", random.nextInt(6) == 0 ? "nonsense" : "%x-%x".formatted(start, start + (1L << 27) - 1));
    }

    private Action labels() {
        String dimm = any(named("nmem\\d+"));
        String region = any(named("region\\d+"));
        if (named("namespace\\d+\\.\\d+").stream().noneMatch(namespace -> value("nd/" + namespace + "/uuid").length() == 36)) {
            return new Action.Exec("ndctl disable-region all; ndctl init-labels " + any(List.of("", "-V 1.1 ", "-V 1.2 ")) + "-f all; ndctl enable-region all");
        }
        return new Action.Exec(switch (random.nextInt(6)) {
            case 0 -> "ndctl read-labels -j " + dimm;
            case 1 -> "ndctl check-labels " + dimm;
            case 2 -> "ndctl init-labels " + any(List.of("", "-f ", "-V 1.1 -f ")) + dimm;
            case 3 -> "ndctl zero-labels " + dimm;
            case 4 -> "ndctl disable-region " + region + "; ndctl init-labels -f " + dimm + "; ndctl enable-region " + region;
            default -> "ndctl disable-region " + region + "; ndctl disable-dimm " + dimm + "; ndctl enable-dimm " + dimm + "; ndctl enable-region " + region;
        });
    }

    private Action memory() {
        if (random.nextInt(4) == 0) {
            return write(MEMORY + "auto_online_blocks", any(List.of("online", "offline", "online_movable", "online_kernel", "nonsense")));
        }
        List<String> added = added();
        if (added.isEmpty()) {
            return write(MEMORY + "memory" + (32 + random.nextInt(20)) + "/state", "online_movable");
        }
        String block = any(added);
        return write(MEMORY + block + "/state", movable(block) ? any(List.of("offline", "offline", "online", "online_movable"))
                : any(List.of("online", "online_movable", "online_kernel", "online_nothing")));
    }

    private List<String> added() {
        return devices("memory/").stream().filter(name -> name.matches("memory\\d+") && !atBoot.values().containsKey("memory/" + name + "/state")).toList();
    }

    private boolean movable(String block) {
        return value("memory/" + block + "/state").equals("online") && value("memory/" + block + "/valid_zones").equals("Movable");
    }

    private Action ndDriver() {
        String file = random.nextBoolean() ? "bind" : "unbind";
        return switch (random.nextInt(10)) {
            case 0 -> write(ND + "drivers/nd_region/" + file, any(named("region\\d+")));
            case 1 -> write(ND + "drivers/nvdimm/" + file, any(named("nmem\\d+").stream()
                    .filter(dimm -> file.equals("bind") || !value("nd/" + dimm + "/state").equals("active")).toList()));
            case 2 -> write(ND + "drivers_probe", any(devices("nd/")));
            case 3, 4 -> write(ND + "drivers/dax_pmem/" + file, any(named("dax\\d+\\.\\d+")));
            default -> write(ND + "drivers/nd_pmem/" + file, any(named("(namespace|pfn|btt)\\d+\\.\\d+")));
        };
    }

    private Action namespace() {
        String place = ND + "devices/" + any(named("namespace\\d+\\.\\d+")) + "/";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> write(place + "uuid", uuid());
            case 3, 4, 5 -> write(place + "size", any(SIZES));
            case 6 -> write(place + "alt_name", any(List.of("a", "", "a name", "x".repeat(63), "x".repeat(70))));
            default -> random.nextBoolean() ? write(place + "force_raw", any(List.of("0", "1", "2")))
                    : write(place + "holder_class", any(List.of("btt", "pfn", "dax", "", "nonsense")));
        };
    }

    private Action personality() {
        String device = any(named("(btt|pfn|dax)\\d+\\.\\d+"));
        String place = ND + "devices/" + device + "/";
        List<String> namespaces = new ArrayList<>(named("namespace\\d+\\.\\d+"));
        namespaces.add("");
        return switch (random.nextInt(device.startsWith("btt") ? 3 : 4)) {
            case 0 -> write(place + "uuid", uuid());
            case 1 -> write(place + "namespace", any(namespaces));
            case 2 -> device.startsWith("btt") ? write(place + "sector_size", any(List.of("512", "520", "4096", "4097", "8192")))
                    : write(place + "align", any(List.of("4096", "2097152", "1073741824", "3", "0")));
            default -> write(place + "mode", any(List.of("pmem", "ram", "none", "nonsense")));
        };
    }

    private Action tool() {
        String namespace = any(named("namespace\\d+\\.\\d+"));
        return new Action.Exec(switch (random.nextInt(12)) {
            case 0, 1 -> "ndctl create-namespace -r " + any(named("region\\d+")) + " -m " + any(MODES) + " -s " + any(List.of("32M", "64M", "128M", "1M"))
                    + " -u " + UUID.nameUUIDFromBytes(bytes());
            case 2 -> "ndctl create-namespace -f -e " + namespace + " -m " + any(MODES) + " -u " + UUID.nameUUIDFromBytes(bytes());
            case 3 -> "ndctl destroy-namespace " + (random.nextBoolean() ? "-f " : "") + namespace;
            case 4 -> "ndctl disable-namespace " + namespace;
            case 5 -> "ndctl enable-namespace " + namespace;
            case 6 -> "ndctl " + any(List.of("disable-region ", "enable-region ")) + any(named("region\\d+"));
            case 7 -> "ndctl list -BDRN -vvv";
            case 8 -> "daxctl list -RD";
            default -> daxctl();
        });
    }

    private String daxctl() {
        String device = any(devices("dax/"));
        boolean onlyMovable = added().stream().allMatch(block -> value("memory/" + block + "/state").equals("offline") || movable(block));
        return switch (random.nextInt(5)) {
            case 0 -> "daxctl reconfigure-device -m system-ram " + device;
            case 1 -> "daxctl reconfigure-device -m system-ram -N " + device;
            case 2 -> "daxctl online-memory " + device;
            default -> onlyMovable ? any(List.of("daxctl offline-memory ", "daxctl reconfigure-device -m devdax -f ", "daxctl reconfigure-device -m devdax ")) + device
                    : "daxctl list -u";
        };
    }

    private String uuid() {
        return random.nextInt(6) == 0 ? any(List.of("", "nonsense", "00000000-0000-0000-0000-000000000000")) : UUID.nameUUIDFromBytes(bytes()).toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Action write(String path, String value) {
        return new Action.Write(path, value + "\n");
    }

    private List<String> named(String pattern) {
        return devices("nd/").stream().filter(name -> name.matches(pattern)).toList();
    }

    /** Objects of a kind, by the keys of the state. */
    private List<String> devices(String prefix) {
        Predicate<String> below = key -> key.startsWith(prefix) && key.indexOf('/', prefix.length()) > 0;
        return state.values().keySet().stream().filter(below).map(key -> key.substring(prefix.length(), key.indexOf('/', prefix.length()))).distinct().toList();
    }

    private String value(String key) {
        return state.values().getOrDefault(key, "");
    }

    private String any(List<String> words) {
        return words.isEmpty() ? "nothing0" : words.get(random.nextInt(words.size()));
    }
}
