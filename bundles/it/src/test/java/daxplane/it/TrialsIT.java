package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small inputs that once gave a wrong answer, as a stranger gave them: a machine where one is needed, and a script ({@code trials/NAME} of
 * the resources). Each stands for a kind, whose other members are held by the tests of the bundle that was at fault; here the whole program
 * answers the input itself.
 */
class TrialsIT {

    @TempDir
    private static Path work;
    private static Daxplane daxplane;

    @BeforeAll
    static void start() throws Exception {
        daxplane = Daxplane.start(work);
    }

    @AfterAll
    static void stop() throws Exception {
        daxplane.close();
    }

    private static Process perform(String trial) throws Exception {
        var folder = Path.of(TrialsIT.class.getResource("/trials/" + trial + "/commands").toURI()).getParent();
        var script = folder.resolve("commands").toString();
        var machine = folder.resolve("machine.properties").toFile().exists() ? List.of("--machine", folder.toString()) : List.<String>of();
        return daxplane.withState(work.resolve(trial)).run(Stream.concat(machine.stream(), Stream.of("-f", script)).toArray(String[]::new));
    }

    /** The value that the help shows, in both forms; without it, a slip. */
    @Test
    void blocksOption() throws Exception {
        var answer = perform("blocks-option");

        String onlined = "6-7  echo online_movable > /sys/devices/system/memory/memoryN/state  for N = 33 to 34";
        assertThat(answer.out().split("plan: assign dax0.0 system-ram --blocks 33-34:movable,35:offline\n", -1)).hasSize(3)
                .satisfies(plans -> assertThat(Stream.of(plans).skip(1)).allSatisfy(plan -> assertThat(plan).contains(onlined).doesNotContain("memory35/state")));
        assertThat(answer.err()).isEqualTo("daxplane: assign: --blocks needs a value, RUNS; 'help assign' shows how\n");
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    /** {@code memory.total-kib = 0x7a1200} is 8000000. */
    @Test
    void hexNumberTotal() throws Exception {
        var answer = perform("hex-number-total");

        assertThat(answer.out()).containsPattern("namespace0.0 +256 MiB +0 +fsdax +block device /dev/pmem0\n").contains("MemTotal:        8000000 kB\n", "110 memory blocks")
                .containsPattern("machine +sound");
    }

    /** The kernel's own table for {@code memmap=4G!3G} on QEMU's firmware map: cut at each border, never merged. */
    @Test
    void memmapOverAHole() throws Exception {
        var answer = perform("memmap-4G-3G");

        assertThat(answer.out().lines().filter(line -> line.startsWith("namespace"))).hasSize(7);
        assertThat(answer.out().lines().filter(line -> line.matches("[0-9a-f].*(Persistent|System RAM).*"))).containsExactly(
                "00001000-0009fbff : System RAM",
                "00100000-bfffffff : System RAM",
                "c0000000-dfffdfff : Persistent Memory (legacy)",
                "dfffe000-dfffffff : Persistent Memory (legacy)",
                "e0000000-feffbfff : Persistent Memory (legacy)",
                "feffc000-feffffff : Persistent Memory (legacy)",
                "ff000000-fffbffff : Persistent Memory (legacy)",
                "fffc0000-ffffffff : Persistent Memory (legacy)",
                "100000000-1bfffffff : Persistent Memory (legacy)",
                "1c0000000-21fffffff : System RAM");
    }

    /** {@code memmap=4G!8G,256M!14G}: each part counts. */
    @Test
    void memmapWithAComma() throws Exception {
        var answer = perform("memmap-comma");

        assertThat(answer.out()).containsPattern("namespace0.0 +4 GiB +0 +fsdax +block device /dev/pmem0\n")
                .containsPattern("namespace1.0 +256 MiB +0 +fsdax +block device /dev/pmem1\n")
                .contains("\"size\":4294967296", "\"size\":268435456", "\"blockdev\":\"pmem1\"");
        assertThat(answer.exitCode()).isZero();
    }

    /** {@code memmap=16G!4G} takes the range out of the RAM, and out of what the kernel has of it. */
    @Test
    void memmapOverRam() throws Exception {
        var answer = perform("memmap-over-ram");

        assertThat(answer.out()).containsPattern("namespace0.0 +16 GiB +0 +fsdax +block device /dev/pmem0\n").contains("""
                00001000-0009fbff : System RAM
                00100000-bffdffff : System RAM
                100000000-4ffffffff : Persistent Memory (legacy)
                  100000000-4ffffffff : namespace0.0
                500000000-53fffffff : System RAM
                """, "MemTotal:        4193152 kB\n").containsPattern("machine +sound");
    }

    /** A range whose DIMM has no control region: the whole bus stays empty. */
    @Test
    void nfitWithoutAControlRegion() throws Exception {
        var answer = perform("nfit-missing-dcr");

        assertThat(answer.out()).isEmpty();
        assertThat(daxplane.withState(work.resolve("nfit-missing-dcr")).run("doctor").out()).contains("nfit");
    }

    /** A range that no DIMM serves is a region with a namespace without labels. */
    @Test
    void nfitWithoutMemoryDevices() throws Exception {
        var answer = perform("nfit-no-memdev");

        assertThat(answer.out()).contains("\"mode\":\"fsdax\"", "\"map\":\"dev\"", "\"size\":262144000", "\"blockdev\":\"pmem0\"");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
    }

    /** Without SRAT everything up to the end of RAM is node 0, the hole of {@code memmap=} too. */
    @Test
    void targetNodeWithoutSrat() throws Exception {
        var answer = perform("nosrat-target-node");

        assertThat(answer.out().split("\"target_node\":0", -1)).hasSize(4);
        assertThat(answer.out()).contains("\"mode\":\"system-ram\"");
        assertThat(answer.err()).isEqualTo("reconfigured 1 device\n");
        assertThat(answer.exitCode()).isZero();
    }

    /** What no driver has is told, with what would take it. */
    @Test
    void persistentMemoryWithoutADriver() throws Exception {
        var answer = perform("pmem-without-driver");

        assertThat(answer.out()).containsPattern("machine +trouble +256 MiB at 0x200000000").containsPattern("0x200000000 +256 MiB +- +nobody: no driver has it; modprobe nd_e820")
                .contains("200000000-20fffffff : Persistent Memory (legacy)\n").doesNotContain("no persistent or soft-reserved memory");
        assertThat(answer.exitCode()).as("that of doctor").isEqualTo(1);
    }

    /** What was consented to when the device was assigned needs no second consent to come back. */
    @Test
    void recoverOnANodeWithProcessors() throws Exception {
        var answer = perform("recover-cpu-node");

        assertThat(answer.out()).contains("done: assign dax0.0 system-ram --allow-cpu-node", "done: recover").doesNotContain("exit code");
        assertThat(answer.out().substring(answer.out().indexOf("done: recover"))).containsPattern("dax0.0 .*system-ram +the kernel: .* online in zone Movable");
        assertThat(answer.exitCode()).isZero();
    }
}
