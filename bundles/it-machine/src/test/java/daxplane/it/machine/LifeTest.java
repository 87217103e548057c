package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Changes.Touched;
import daxplane.host.HostException;
import daxplane.kernel.core.SimulatedKernel;
import daxplane.kernel.testing.TreeDump;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every step of a machine's life, whatever the step does. */
class LifeTest {

    @TempDir
    private Path state;

    /** Paths are written to; a line without a slash names a module to load, or with a minus to unload. */
    static final List<String> STEPS = List.of(
            "/sys/devices/system/memory/auto_online_blocks offline",
            "kmem",
            "/sys/bus/dax/drivers/kmem/new_id dax0.0",
            "/sys/bus/dax/drivers/device_dax/unbind dax0.0",
            "/sys/bus/dax/drivers/kmem/bind dax0.0",
            "/sys/devices/system/memory/memory34/state online_movable",
            "/sys/devices/system/memory/memory33/state online",
            "/sys/devices/system/memory/memory33/state offline",
            "/sys/bus/dax/drivers/kmem/unbind dax0.0",
            "/sys/bus/dax/drivers/device_dax/bind dax0.0",
            "/sys/bus/dax/drivers/device_dax/unbind dax2.0",
            "/sys/bus/dax/drivers/kmem/new_id dax2.0",
            "/sys/devices/system/memory/auto_online_blocks online_movable",
            "/sys/bus/nd/drivers/nd_pmem/unbind pfn0.1",
            "/sys/bus/nd/drivers/nd_pmem/bind pfn0.1",
            "/sys/bus/nd/drivers/nd_pmem/unbind namespace0.3",
            "/sys/bus/nd/devices/namespace0.3/alt_name renamed",
            "/sys/bus/nd/drivers/nd_pmem/bind namespace0.3",
            "/sys/bus/nd/devices/namespace0.4/uuid 11111111-2222-3333-4444-555555555555",
            "/sys/bus/nd/devices/namespace0.4/size 33554432",
            "/sys/bus/nd/drivers/nd_pmem/bind namespace0.4",
            "/sys/bus/nd/drivers/dax_pmem/unbind dax2.1",
            "/sys/bus/nd/drivers/nd_region/unbind region1",
            "/sys/bus/nd/drivers/nd_region/bind region1",
            "/sys/bus/dax/drivers_autoprobe 0",
            "-device_dax",
            "device_dax",
            "-kmem",
            "-dax_pmem",
            "dax_pmem",
            "-nd_pmem",
            "nd_pmem");

    /** Names of objects that are somewhere else; they come and go with them. */
    private static final Pattern INDEX = Pattern.compile("/sys/bus/[^/]+/devices(/.*)?|/sys/class/.*|/sys/block(/.*)?|/sys/dev/.*|/dev(/.*)?");

    private Machine open() throws Exception {
        return open(state);
    }

    static Machine open(Path state) throws Exception {
        return Machine.open(new MachineSettings(state.resolve("machine"), Optional.of(Machines.TWO_SOCKET), UUID::randomUUID), Machines.allModules());
    }

    static String perform(SimulatedHost host, String step) {
        try {
            if (!step.startsWith("/")) {
                if (step.startsWith("-")) {
                    host.modules().unload(step.substring(1));
                } else {
                    host.modules().load(step);
                }
            } else {
                String[] words = step.split(" ");
                host.attributes().write(words[0], words[1] + "\n", Cancellation.NEVER);
            }
            return "ok";
        } catch (HostException refused) {
            return refused.errno().name();
        }
    }

    static SortedMap<String, String> tree(Machine machine) {
        return machine.look(kernel -> TreeDump.of(kernel.files(), "/"));
    }

    @Test
    void everyStepSurvivesTheProcess() throws Exception {
        Machine machine = open();
        for (String step : STEPS) {
            perform(new SimulatedHost(machine), step);
            SortedMap<String, String> before = tree(machine);
            List<?> documents = machine.look(SimulatedKernel::documents);
            machine.close();
            machine = open();
            assertThat(differences(before, tree(machine))).as(step).isEmpty();
            assertThat(machine.look(SimulatedKernel::documents)).as(step).isEqualTo(documents);
        }
        machine.close();
    }

    @Test
    void everythingThatLooksDifferentWasTouched() throws Exception {
        try (Machine machine = open()) {
            SimulatedHost host = new SimulatedHost(machine);
            List<String> untold = new ArrayList<>();
            for (String step : STEPS) {
                SortedMap<String, String> before = tree(machine);
                long mark = host.changes().mark();
                String answer = perform(host, step);
                var touched = host.changes().since(mark);
                assertThat(touched.complete()).isTrue();
                untold(touched, before, tree(machine)).forEach(path -> untold.add(step + " (" + answer + "): " + path));
            }
            assertThat(untold).isEmpty();
        }
    }

    /** Paths that look different and are not among what was touched. */
    static List<String> untold(Touched touched, SortedMap<String, String> before, SortedMap<String, String> after) {
        return differences(before, after).keySet().stream().filter(path -> !INDEX.matcher(path).matches())
                .filter(path -> !touched.paths().contains(path) && !touched.paths().contains(object(path, before, after)))
                .filter(path -> touched.paths().stream().noneMatch(told -> told.substring(0, told.lastIndexOf('/')).equals(path))).toList();
    }

    /** The object that a file or a group of files belongs to: the innermost directory around it that has a uevent file. */
    private static String object(String path, SortedMap<String, String> before, SortedMap<String, String> after) {
        String at = path;
        while (at.length() > 1 && !before.containsKey(at + "/uevent") && !after.containsKey(at + "/uevent")) {
            at = at.substring(0, Math.max(1, at.lastIndexOf('/')));
        }
        return at;
    }

    static SortedMap<String, String> differences(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedMap<String, String> all = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            String was = before.getOrDefault(path, "(absent)");
            String is = after.getOrDefault(path, "(absent)");
            if (!was.equals(is)) {
                all.put(path, was + " -> " + is);
            }
        }
        return all;
    }
}
