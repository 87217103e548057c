package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job with the distribution on a real kernel: hand over, lose by a boot, recover, give back; and who else was there. */
class AssignIT {

    private static final String BETWEEN = "what was before";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.1"})
    void handsOverAndRecoversAcrossAReboot(String kernel) throws Exception {
        var site = Lab.fromSystemProperties().site("assign-" + kernel, kernel, directory);
        String before;
        try (var guest = site.boot()) {
            var daxplane = new Installed(guest);
            String[] said = daxplane.run("-c 'list; echo " + BETWEEN + "; assign dax0.0 system-ram'").succeeded().out().split(BETWEEN + "\n");
            before = said[0];

            assertThat(said[1])
                    .contains("done: assign dax0.0 system-ram").contains("384 MiB online in zone Movable (memory33-35)");
            Memory.of(guest, kernel).isSystemRam();
        }
        try (var guest = site.boot()) {
            var daxplane = new Installed(guest);
            Memory.of(guest, kernel).isDevdax();

            var drift = daxplane.run("drift");
            assertThat(drift.exitCode()).as(drift.out() + drift.err()).isEqualTo(5);
            assertThat(drift.out()).contains("system-ram, memory33-35 online in zone Movable").contains("lost with the boot").contains("recover dax0.0");
            Memory.of(guest, kernel).isDevdax(); // looking is not acting

            var console = daxplane.open("assign");
            assertThat(console.run("recover")).contains("done: recover").contains("384 MiB online in zone Movable (memory33-35)");
            Memory.of(guest, kernel).isSystemRam();

            assertThat(console.run("drift")).contains("no drift");
            assertThat(console.run("release dax0.0")).contains("done: release dax0.0");
            Memory.of(guest, kernel).isDevdax();
            assertThat(console.run("list")).isEqualTo(before);
            assertThat(console.run("history dax0.0")).contains("the machine booted").contains("completed: recover").contains("completed: release dax0.0");

            whatARealToolDidIsJournalledAsExternal(guest, kernel, console);
            assertThat(console.run("journal verify")).startsWith("intact: ");
            console.end();
        }
    }

    /** Somebody uses the real daxctl while our process, which wrote last, is there and watches. */
    private static void whatARealToolDidIsJournalledAsExternal(Guest guest, String kernel, Installed.Open console) throws Exception {
        var memory = Memory.of(guest, kernel);
        // The tool refuses to work where the kernel would online by itself (corpus daxctl-auto-offline).
        guest.exec("echo offline > " + Memory.AUTO_ONLINE + " && daxctl reconfigure-device -m system-ram dax0.0").succeeded();
        memory.withPolicy("offline").isSystemRam();

        assertThat(console.run("list")).contains("384 MiB online in zone Movable (memory33-35)");
        assertThat(console.run("drift")).contains("devdax").contains("external");
        // Who only looks records nothing; whoever acts next records what was seen first.
        console.run("modprobe kmem");
        assertThat(console.run("why dax0.0")).contains("dax0.0 bound to kmem").contains("external");

        guest.exec("daxctl reconfigure-device -f -m devdax dax0.0 && echo " + memory.policy() + " > " + Memory.AUTO_ONLINE).succeeded();
        assertThat(console.run("drift")).contains("no drift");
        memory.isDevdax();
    }
}
