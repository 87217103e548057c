package daxplane.it.machine;

import daxplane.conform.Step.Action;
import daxplane.host.Attributes;
import daxplane.host.HostException;
import daxplane.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** Chooses what to do to a machine next, by what there is: mostly something that can work. The same seed gives the same life. */
record RandomSteps(Random random, Host host) {

    private static final String ND = "/sys/bus/nd/";
    private static final String DAX = "/sys/bus/dax/";
    private static final String MEMORY = "/sys/devices/system/memory/";
    /** RAM of the boot is below it. */
    static final int FIRST_ADDED_BLOCK = 32;

    /** Labels, and mostly a namespace in each region that is large enough to become RAM. */
    static List<Action> beginning(RandomMachine machine, Random random) {
        List<Action> steps = new ArrayList<>(List.of(run("ndctl disable-region all; ndctl init-labels -V " + machine.labelVersion()
                + " all; ndctl enable-region all")));
        for (int region = 0; region < machine.form().nfit().orElseThrow().regions().size(); region++) {
            if (random.nextInt(4) > 0) {
                steps.add(run("ndctl create-namespace -r region" + region + " -m devdax -s 288M"));
            }
        }
        return steps;
    }

    Action next() throws HostException {
        int die = random.nextInt(100);
        if (die < 22) {
            return run("ndctl create-namespace -r " + any(ND + "devices", "region") + " -m " + of("raw", "sector", "fsdax", "devdax", "devdax")
                    + " -s " + of("48M", "96M", "192M", "288M", "1M"));
        } else if (die < 30) {
            return run("ndctl destroy-namespace -f " + namespace());
        } else if (die < 38) {
            return run("ndctl " + of("disable-namespace ", "enable-namespace ") + namespace());
        } else if (die < 44) {
            return run("ndctl " + of("disable-region ", "enable-region ", "enable-region ") + any(ND + "devices", "region"));
        } else if (die < 56) {
            return namespaceFile();
        } else if (die < 70) {
            return run("daxctl reconfigure-device " + of("-m system-ram ", "-m system-ram -N ", "-m devdax -f ", "-m devdax ") + any(DAX + "devices", "dax"));
        } else if (die < 78) {
            return write(DAX + "drivers/" + of("kmem", "device_dax") + "/" + of("bind", "unbind", "new_id", "remove_id"), any(DAX + "devices", "dax"));
        } else if (die < 90) {
            return block();
        } else if (die < 96) {
            return run("modprobe " + of("", "-r ") + of("kmem", "device_dax", "dax_pmem", "nd_pmem"));
        }
        return new Action.Reboot();
    }

    private Action namespaceFile() throws HostException {
        String place = ND + "devices/" + namespace() + "/";
        return switch (random.nextInt(4)) {
            case 0 -> write(place + "uuid", new UUID(random.nextLong(), random.nextLong()).toString());
            case 1 -> write(place + "alt_name", of("a", "", "another name"));
            case 2 -> write(place + "holder_class", of("btt", "pfn", "dax", ""));
            default -> write(place + "size", of("0", "50331648", "100663296", "201326592", "16777216", "4096"));
        };
    }

    private Action block() throws HostException {
        if (random.nextInt(5) == 0) {
            return write(MEMORY + "auto_online_blocks", of("online", "offline", "online_movable"));
        }
        List<String> added = matching(MEMORY, name -> name.matches("memory\\d+") && Integer.parseInt(name.substring(6)) >= FIRST_ADDED_BLOCK);
        String block = added.isEmpty() ? "memory" + FIRST_ADDED_BLOCK : added.get(random.nextInt(added.size()));
        return write(MEMORY + block + "/state", of("online", "online_movable", "online_movable", "offline", "offline"));
    }

    private String namespace() throws HostException {
        return any(ND + "devices", "namespace");
    }

    private String any(String directory, String start) throws HostException {
        List<String> names = matching(directory, name -> name.matches(start + "\\d+(\\.\\d+)?"));
        return names.isEmpty() ? start + "9.9" : names.get(random.nextInt(names.size()));
    }

    private List<String> matching(String directory, Predicate<String> wanted) throws HostException {
        if (host.attributes().kind(directory) == Attributes.Kind.ABSENT) {
            return List.of();
        }
        return new ArrayList<>(host.attributes().list(directory)).stream().filter(wanted).sorted().toList();
    }

    private String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Action run(String command) {
        return new Action.Exec(command);
    }

    private static Action write(String path, String value) {
        return new Action.Write(path, value + "\n");
    }
}
