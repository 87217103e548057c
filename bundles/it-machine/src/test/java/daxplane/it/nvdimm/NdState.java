package daxplane.it.nvdimm;

import daxplane.kernel.testing.TestMachine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The state of a machine under the keys of the recordings, as far as the nd bus, dax devices and disks go. */
final class NdState {

    private static final List<String> DISK = List.of("size", "ro", "badblocks", "queue/logical_block_size",
            "queue/physical_block_size", "queue/dax", "dax/write_cache");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final TestMachine machine;
    private final Map<String, Object> state = new TreeMap<>();

    private NdState(TestMachine machine) {
        this.machine = machine;
    }

    static Map<String, Object> of(TestMachine machine) {
        NdState observed = new NdState(machine);
        observed.bus("nd");
        observed.bus("dax");
        observed.disks();
        observed.modules();
        observed.state.put("iomem", machine.read("/proc/iomem").lines().filter(NdState::ofInterest).toList());
        return observed.state;
    }

    static boolean ofInterest(String iomemLine) {
        return iomemLine.matches(".*(namespace\\d|dax\\d|Persistent Memory).*");
    }

    private void bus(String bus) {
        for (String device : machine.list("/sys/bus/" + bus + "/devices")) {
            directory("/sys/bus/" + bus + "/devices/" + device, bus + "/" + device + "/");
            String driver = machine.driverOf(bus, device);
            if (!driver.isEmpty()) {
                state.put(bus + "/" + device + "/driver@", driver);
            }
        }
        for (String driver : machine.list("/sys/bus/" + bus + "/drivers")) {
            state.put("drv/" + bus + "/" + driver,
                    String.join(" ", machine.list("/sys/bus/" + bus + "/drivers/" + driver).stream()
                            .sorted(Comparator.comparing(NdState::padded)).toList()));
        }
    }

    private void directory(String path, String prefix) {
        for (String name : machine.list(path)) {
            String text = machine.read(path + "/" + name);
            if (text.equals("EISDIR@open") || text.equals("EISDIR@read")) {
                if (name.equals("nfit") || name.equals("dax_region")) {
                    directory(path + "/" + name, prefix + name + "/");
                }
            } else {
                state.put(prefix + name, shown(text));
            }
        }
    }

    private void disks() {
        for (String disk : machine.list("/sys/class/block")) {
            if (!machine.exists("/sys/class/block/" + disk)) {
                continue;
            }
            for (String name : DISK) {
                if (machine.exists("/sys/class/block/" + disk + "/" + name)) {
                    state.put("block/" + disk + "/" + name, shown(machine.read("/sys/class/block/" + disk + "/" + name)));
                }
            }
            state.put("block/" + disk + "/holders", String.join(" ", machine.list("/sys/class/block/" + disk + "/holders")));
            String device = machine.readLink("/sys/class/block/" + disk + "/device");
            state.put("block/" + disk + "/device@", device.substring(device.lastIndexOf('/') + 1));
        }
    }

    private void modules() {
        for (String line : machine.read("/proc/modules").lines().toList()) {
            String[] fields = line.split(" ");
            if (fields[0].matches("nfit|libnvdimm|nd_\\w+|dax_pmem")) {
                state.put("module/" + fields[0], "refs=" + fields[2] + " used_by=" + fields[3]);
            }
        }
    }

    /** Numbers with leading zeros, so that 10 comes after 9. */
    static String padded(String name) {
        return NUMBER.matcher(name).replaceAll(number -> "0".repeat(Math.max(0, 4 - number.group().length())) + number.group());
    }

    private static String shown(String text) {
        if (text.matches("E[A-Z]+@\\w+")) {
            return text.equals("EACCES@open") ? "!WRITEONLY" : "!" + text.substring(0, text.indexOf('@'));
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
