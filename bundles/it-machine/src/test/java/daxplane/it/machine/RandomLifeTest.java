package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.core.SimulatedKernel;
import daxplane.machine.Machine;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random lives of the two-socket machine: whatever was done, another process sees the same, and what changed was told. */
class RandomLifeTest {

    @Provide
    Arbitrary<List<String>> lives() {
        Arbitrary<String> devices = Arbitraries.of("dax0.0", "dax2.0", "dax9.9");
        Arbitrary<String> daxDrivers = Arbitraries.of("device_dax", "kmem");
        Arbitrary<String> dax = devices.flatMap(device -> daxDrivers.flatMap(driver -> Arbitraries.of("bind", "unbind", "new_id", "remove_id")
                .map(file -> "/sys/bus/dax/drivers/" + driver + "/" + file + " " + device)));
        Arbitrary<String> blocks = Arbitraries.integers().between(33, 35).flatMap(block -> Arbitraries.of("online", "online_movable",
                "online_kernel", "offline").map(how -> "/sys/devices/system/memory/memory" + block + "/state " + how));
        Arbitrary<String> nd = Arbitraries.of("nd_pmem namespace0.3", "nd_pmem namespace0.4", "nd_pmem pfn0.1", "nd_pmem btt0.1", "nd_pmem namespace1.0",
                "dax_pmem dax0.1", "dax_pmem dax2.1", "nd_region region0", "nd_region region1", "nd_region region2", "nvdimm nmem1")
                .flatMap(pair -> Arbitraries.of("bind", "unbind").map(file -> "/sys/bus/nd/drivers/" + pair.replace(" ", "/" + file + " ")));
        Arbitrary<String> namespaces = Arbitraries.of("namespace0.4", "namespace0.5", "namespace0.3", "namespace2.1")
                .flatMap(name -> Arbitraries.of("size 33554432", "size 0", "size 67108864", "uuid 00000000-0000-0000-0000-0000000000aa",
                        "alt_name x", "force_raw 1", "holder_class btt").map(what -> "/sys/bus/nd/devices/" + name + "/" + what));
        Arbitrary<String> modules = Arbitraries.of("kmem", "-kmem", "device_dax", "-device_dax", "dax_pmem", "-dax_pmem", "nd_pmem", "-nd_pmem", "-nfit");
        Arbitrary<String> settings = Arbitraries.of("/sys/devices/system/memory/auto_online_blocks offline",
                "/sys/devices/system/memory/auto_online_blocks online", "/sys/bus/dax/drivers_autoprobe 0", "/sys/bus/nd/drivers_autoprobe 1",
                "/sys/bus/nd/drivers_probe namespace0.3", "/sys/bus/dax/drivers_probe dax0.0");
        return Arbitraries.oneOf(dax, dax, blocks, nd, namespaces, modules, settings).list().ofMinSize(5).ofMaxSize(25);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void anotherProcessSeesTheSameAndEveryChangeIsTold(@ForAll("lives") List<String> life) throws Exception {
        Path state = Files.createTempDirectory("random-life");
        try {
            live(state, life);
        } finally {
            try (var files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void live(Path state, List<String> life) throws Exception {
        Machine machine = LifeTest.open(state);
        List<String> done = new ArrayList<>();
        for (String step : life) {
            SimulatedHost host = new SimulatedHost(machine);
            SortedMap<String, String> before = LifeTest.tree(machine);
            long mark = host.changes().mark();
            done.add(step + " " + LifeTest.perform(host, step));
            SortedMap<String, String> after = LifeTest.tree(machine);
            assertThat(LifeTest.untold(host.changes().since(mark), before, after)).as("not told after %s", done).isEmpty();
            List<?> documents = machine.look(SimulatedKernel::documents);
            machine.close();
            machine = LifeTest.open(state);
            assertThat(LifeTest.differences(after, LifeTest.tree(machine))).as("different after %s", done).isEmpty();
            assertThat(machine.look(SimulatedKernel::documents)).as("documents after %s", done).isEqualTo(documents);
        }
        machine.close();
    }
}
