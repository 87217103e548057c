package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarantee 9: the machine is gone, and what was recorded can be read; the way back is named, and works by commands. */
class MachineGoneIT {

    /** What asks nothing of the machine. */
    private static final List<String> OF_THE_JOURNAL = List.of("journal tail", "journal show 3", "journal verify", "journal replay --to 4",
            "history dax0.0", "why dax0.0", "at 5 list", "at 20 show dax0.0", "diff 3 9", "driver list", "help assign");

    /** What would tell of the machine. */
    private static final List<String> OF_THE_MACHINE = List.of("list", "show dax0.0", "who dax0.0", "drift", "recover", "plan assign dax0.0 system-ram",
            "assign dax0.0 system-ram", "cat /proc/iomem", "ls /sys/bus/dax/devices", "ndctl list", "daxctl list", "modprobe -r kmem",
            "echo offline > /sys/devices/system/memory/auto_online_blocks", "reboot");

    @TempDir
    private Path work;
    private Daxplane daxplane;
    private Path log;

    @BeforeEach
    void work() throws Exception {
        daxplane = Daxplane.start(work);
        assertThat(daxplane.run("assign", "dax0.0", "system-ram", "--reason", "more memory").exitCode()).isZero();
        log = daxplane.state().resolve("machine/volatile.log");
    }

    @AfterEach
    void stop() throws Exception {
        daxplane.close();
    }

    /** @param place of the bit that flips, in thousandths of the file */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 250, 500, 800})
    void aFlippedBitInTheVolatileStateCostsNoMoreThanThat(int place) throws Exception {
        byte[] bytes = Files.readAllBytes(log);
        bytes[(int) ((long) bytes.length * place / 1000)] ^= 1;
        Files.write(log, bytes);

        readsTheJournalAndNothingElse("'power-loss' starts the machine anew");

        var anew = daxplane.run("power-loss", "--reason", "a bit flipped");
        assertThat(anew.exitCode()).as(anew.err()).isZero();
        assertThat(anew.err()).contains("the machine starts anew from its media").contains("volatile.log.unreadable-1");
        assertThat(log.resolveSibling("volatile.log.unreadable-1")).hasBinaryContent(bytes);
        assertThat(daxplane.run("list").out()).contains("dax0.0").contains("devdax");
        assertThat(daxplane.run("drift").exitCode()).as("what was lost is drift").isEqualTo(5);
        assertThat(daxplane.run("history", "dax0.0").out()).contains("more memory");
        assertThat(daxplane.run("recover").exitCode()).isZero();
        assertThat(daxplane.run("who", "dax0.0").out()).contains("system-ram");
        assertThat(daxplane.run("journal", "verify").out()).startsWith("intact");
    }

    /** The bundle that a machine's driver came in belongs to the state directory, and a file there may be lost. */
    @Test
    void aLostDriverIsInstalledAgain() throws Exception {
        var jar = DriverVersions.component("example", "", work);
        assertThat(daxplane.run("driver", "install", jar.toString()).err()).isEmpty();
        assertThat(daxplane.run("modprobe", "example").err()).isEmpty();
        var state = daxplane.state();
        daxplane.close();
        Files.delete(state.resolve("drivers").resolve("example.jar"));
        daxplane = Daxplane.start(work.resolve("second")).withState(state);

        readsTheJournalAndNothingElse("no bundle offers the module example");

        assertThat(daxplane.run("driver", "install", jar.toString()).out()).contains("done: driver install");
        assertThat(daxplane.run("list").out()).contains("dax0.0").contains("system-ram");
        assertThat(daxplane.run("journal", "tail").out()).contains("DriverChanged");
    }

    @Test
    void aLostDimmIsNamedAndIsNotReplacedInSilence() throws Exception {
        Files.delete(log.resolveSibling("dimm1.img"));

        readsTheJournalAndNothingElse("dimm1.img: the machine's media file is missing: bring it back from a copy");

        var anew = daxplane.run("power-loss");
        assertThat(anew.exitCode()).as(anew.err()).isZero();
        assertThat(anew.err()).contains("dimm1.img was missing, and is as the machine's definition has it: what was on it is lost");
    }

    /** Without its files a machine is made again by whoever looks first; who reads on in the journal of the one before is told. */
    @Test
    void aMachineWhoseFilesAreGoneIsNoOtherOneInSilence() throws Exception {
        try (var files = Files.list(log.getParent())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(daxplane.run("list").err()).contains("note: the files of the machine that the journal tells of are gone")
                .contains("dimm0.img, dimm1.img, dimm2.img were missing");
        assertThat(daxplane.run("list").err()).as("told once").isEmpty();

        Files.delete(log);
        assertThat(daxplane.run("drift").err()).contains("booted anew, as after a power failure").doesNotContain("img");
    }

    /** Whatever the first command is, also one that records the first boot itself. */
    @Test
    void aNewMachineIsNotSaidToBeALostOne() throws Exception {
        for (var first : List.of("release dax0.0", "list", "drift")) {
            var fresh = daxplane.withState(work.resolve("fresh " + first));
            assertThat(fresh.run("-c", first).err()).as(first).doesNotContain("gone");
        }
    }

    @Test
    void aMachineThatCanBeUsedIsNotStartedAnew() throws Exception {
        var lost = daxplane.run("power-loss");

        assertThat(lost.exitCode()).isZero();
        assertThat(lost.err()).doesNotContain("starts anew");
        assertThat(log.resolveSibling("volatile.log.unreadable-1")).doesNotExist();
    }

    private void readsTheJournalAndNothingElse(String reason) throws Exception {
        for (var command : OF_THE_JOURNAL) {
            var read = daxplane.run("-c", command);
            assertThat(read.exitCode()).as(command + ": " + read.err()).isZero();
            assertThat(read.out()).as(command).isNotEmpty();
        }
        for (var command : OF_THE_MACHINE) {
            var unable = daxplane.run("-c", command);
            assertThat(unable.exitCode()).as(command).isNotZero();
            assertThat((unable.out() + unable.err()).replaceAll("\\s+", " ")).as(command).contains(reason);
        }
        assertThat(daxplane.run("doctor").out().replaceAll("\\s+", " ")).contains("trouble");
    }
}
