package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random writes to the blocks of two devices and of boot memory, and to the policy: what must hold after each. */
class MemoryWalkTest {

    private static final String MEMORY = "/sys/devices/system/memory/";
    private static final String POLICY = "/sys/module/memory_hotplug/parameters/";
    private static final List<Integer> BLOCKS = List.of(9, 10, 33, 34, 35, 37, 38, 39);

    /** A write. */
    record Write(String path, String value) {
    }

    @Property(tries = 60)
    void countsAddUpAndWhatLooksDifferentIsTold(@ForAll("walks") List<Write> walk) throws KernelException {
        TestMachine machine = TwoSocket.machine().boot();
        for (AddressRange range : List.of(new AddressRange(0x108000000L, 0x120000000L), new AddressRange(0x128000000L, 0x140000000L))) {
            machine.inside(kernel -> kernel.memory().add(kernel.memory().group(2, range.bytes()), range, "System RAM (kmem)", false));
        }
        Map<String, String> before = machine.dump();
        for (Write write : walk) {
            long mark = machine.mark();
            machine.write(write.path(), write.value());

            Map<String, String> after = machine.dump();
            assertThat(unannounced(before, after, machine.touchedSince(mark).paths())).as("%s", write).isEmpty();
            assertThat(memTotalKib(machine)).as("%s", write).isEqualTo(1955404 + onlineBlocks(machine) * 131072L);
            before = after;
        }
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Write>> walks() {
        Arbitrary<Write> states = Arbitraries.of(BLOCKS).flatMap(block -> Arbitraries.of("online", "online_kernel", "online_movable", "offline", "bogus")
                .map(word -> new Write(MEMORY + "memory" + block + "/state", word + "\n")));
        Arbitrary<Write> switches = Arbitraries.of(BLOCKS).flatMap(block -> Arbitraries.of("0", "1").map(word -> new Write(MEMORY + "memory" + block + "/online", word)));
        Arbitrary<Write> policies = Arbitraries.of(new Write(POLICY + "online_policy", "auto-movable\n"), new Write(POLICY + "online_policy", "contig-zones\n"),
                new Write(POLICY + "auto_movable_numa_aware", "N\n"), new Write(POLICY + "auto_movable_numa_aware", "Y\n"),
                new Write(POLICY + "auto_movable_ratio", "20\n"), new Write(POLICY + "auto_movable_ratio", "35\n"));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, states), net.jqwik.api.Tuple.of(2, switches), net.jqwik.api.Tuple.of(1, policies))
                .list().ofMaxSize(25);
    }

    /** Directories of objects with a file that reads differently, and that nobody said so of. */
    private static Set<String> unannounced(Map<String, String> before, Map<String, String> after, Set<String> touched) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        Set<String> silent = new TreeSet<>();
        for (String path : paths) {
            boolean file = before.getOrDefault(path, after.get(path)).startsWith("f ");
            if (file && !String.valueOf(before.get(path)).equals(String.valueOf(after.get(path))) && !told(path, touched)) {
                silent.add(path);
            }
        }
        return silent;
    }

    private static boolean told(String path, Set<String> touched) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (touched.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private static long memTotalKib(TestMachine machine) {
        return Long.parseLong(machine.read("/proc/meminfo").split("\\s+", 3)[1]);
    }

    /** Of the added blocks, less the boot blocks that are offline. */
    private static long onlineBlocks(TestMachine machine) {
        Map<Integer, Boolean> online = new TreeMap<>();
        BLOCKS.forEach(block -> online.put(block, machine.read(MEMORY + "memory" + block + "/online").equals("1\n")));
        return online.entrySet().stream().mapToLong(entry -> entry.getKey() < 16 ? (entry.getValue() ? 0 : -1) : entry.getValue() ? 1 : 0).sum();
    }
}
