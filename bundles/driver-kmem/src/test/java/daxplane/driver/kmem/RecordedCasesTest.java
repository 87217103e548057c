package daxplane.driver.kmem;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.core.InjectedWorkload.Pin;
import daxplane.kernel.testing.TestMachine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps that a real kernel performed, with its answers and its state after each: dax devices, drivers, memory blocks, nodes,
 * zones, tiers and the resource tree.
 *
 * <p>Not compared: {@code dev} and the MINOR of uevents, because minor numbers are handed out in the order of asynchronous
 * probing and shared with block devices that are not there in this test.
 */
class RecordedCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"two-socket-system-ram", "dax-scheme", "dax-malformed", "dax-both-ids", "dax-newid-first", "dax-newid-unbound",
        "dax-bind-no-id", "dax-rmmod-devdax", "kmem-basic", "kmem-blocks", "kmem-unbind-online", "kmem-node-offline", "kmem-map-mem",
        "kmem-memmap", "kmem-memmap-off", "kmem-pinned-mlock", "kmem-daxctl-movable-mix", "daxctl-force-auto", "pin-kernel-zone",
        "kmem-hmem-blocks", "hmem-sysfs", "hmem-sysfs2", "hmem-kmem2", "k61-dax-scheme", "k61-dax-malformed", "k61-kmem-basic",
        "k61-kmem-blocks", "k61-kmem-unbind-online", "k61-hmem-sysfs2"})
    void answersAsTheRecordedKernel(String name) {
        replay(name);
    }

    /** Random writes to everything above, performed on Linux under QEMU and recorded in the same form; the number is the seed. */
    @ParameterizedTest
    @MethodSource("walks")
    void answersAsTheKernelOnRandomWalks(String name) {
        replay(name);
    }

    static Stream<String> walks() {
        return Stream.of(seeds("walk-std-6.12-", 1, 2, 3, 4, 5, 6, 7, 8, 9), seeds("walk-hmem-6.12-", 1, 2, 3, 4, 5),
                seeds("guided-std-6.12-", 1, 2, 3, 4, 6)).flatMap(names -> names);
    }

    private static Stream<String> seeds(String prefix, int... seeds) {
        return IntStream.of(seeds).mapToObj(seed -> prefix + seed);
    }

    private static void replay(String name) {
        RecordedCase recorded = RecordedCase.read(name);
        TestMachine machine = recorded.start();
        Map<String, Object> expected = new TreeMap<>(recorded.boot());
        assertThat(differences(machine, expected)).as("after boot").isEmpty();

        for (RecordedCase.Step step : recorded.steps()) {
            perform(machine, step);
            expected = RecordedCase.after(expected, step);
            assertThat(differences(machine, expected)).as("after step %d %s", step.number(), step.operations()).isEmpty();
        }

        var before = machine.dump();
        machine.restartProcess();
        assertThat(machine.dump()).isEqualTo(before);
    }

    private static void perform(TestMachine machine, RecordedCase.Step step) {
        for (List<String> operation : step.operations()) {
            String answer = switch (operation.getFirst()) {
                case "write", "try" -> machine.write(operation.get(1), operation.get(2));
                case "module" -> machine.modprobe(operation.get(1));
                case "module-remove" -> machine.modprobeRemove(operation.get(1));
                case "pin" -> {
                    machine.inside(_ -> machine.workload().pin(Long.parseLong(operation.get(1)), Pin.valueOf(operation.get(2))));
                    yield "ok";
                }
                default -> throw new IllegalArgumentException("unknown operation " + operation);
            };
            if (!operation.getFirst().equals("try")) {
                assertThat(answer).as("step %d %s", step.number(), operation).isEqualTo(step.result().isEmpty() ? "ok" : step.result());
            }
        }
    }

    /** Key to what was recorded and what is. */
    private static Map<String, String> differences(TestMachine machine, Map<String, Object> recorded) {
        Map<String, Object> expected = comparable(recorded);
        Map<String, Object> observed = comparable(ObservedState.of(machine));
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(observed.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String key : keys) {
            if (!Objects.equals(expected.get(key), observed.get(key))) {
                differences.put(key, "recorded " + expected.get(key) + ", is " + observed.get(key));
            }
        }
        return differences;
    }

    private static Map<String, Object> comparable(Map<String, Object> state) {
        Map<String, Object> comparable = new TreeMap<>(state);
        comparable.keySet().removeIf(key -> key.matches("dax/.*/dev"));
        comparable.replaceAll((key, value) -> key.endsWith("/uevent") ? ((String) value).replaceAll("MINOR=\\d+", "MINOR=*") : value);
        return comparable;
    }
}
