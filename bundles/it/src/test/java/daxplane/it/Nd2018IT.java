package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the first requirement, typed into the console: machines of the profile nd-2018. */
class Nd2018IT {

    private static final Path MACHINES = Distribution.DIRECTORY.resolve("config/machines");

    @TempDir
    private Path work;

    @Test
    void theScriptHandsTheMemoryOver() throws Exception {
        try (var daxplane = Daxplane.start(work)) {
            var run = daxplane.run("--machine", "recipe-2018", "-f", MACHINES.resolve("recipe-2018/recipe").toString());

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertHandedOver(daxplane, "recipe-2018", "88000000-9fffffff", "memory17-19");
        }
    }

    /** On the machine that everybody knows, with nothing changed but the profile. */
    @Test
    void theCommandsWorkOneByOneOnTwoSocket() throws Exception {
        String machine = withProfile("nd-2018").toString();
        try (var daxplane = Daxplane.start(work)) {
            for (String typed : new String[] {"modprobe dax_kmem", "echo dax0.0 > /sys/bus/nd/drivers/dax_kmem/new_id",
                    "echo dax0.0 > /sys/bus/nd/drivers/dax_pmem/unbind", "echo dax0.0 > /sys/bus/nd/drivers/dax_kmem/bind"}) {
                var run = daxplane.run("--machine", machine, "-c", typed);
                assertThat(run.err()).as(typed).isEmpty();
                assertThat(run.exitCode()).as(typed).isZero();
            }
            assertHandedOver(daxplane, machine, "108000000-11fffffff", "memory33-35");

            var refused = daxplane.run("--machine", machine, "-c", "echo dax0.0 > /sys/bus/nd/drivers/dax_kmem/unbind");
            assertThat(refused.exitCode()).as("one-way").isEqualTo(3);
            assertThat(refused.err()).contains("would lose the memory of dax0.0", "--leak-until-reboot");
            assertThat(daxplane.run("--machine", machine, "assign", "dax2.0", "system-ram").err()).contains("EOPNOTSUPP", "dax_kmem/new_id");
            daxplane.run("--machine", machine, "-c", "echo offline > /sys/devices/system/memory/auto_online_blocks");
            assertThat(daxplane.run("--machine", machine, "-c", "daxctl reconfigure-device -m system-ram dax2.0").err())
                    .contains("libdaxctl: daxctl_dev_disable: dax2.0: error: device model is dax-class\n",
                            "dax2.0: disable failed: Operation not supported\n");
        }
    }

    private static void assertHandedOver(Daxplane daxplane, String machine, String range, String blocks) throws InterruptedException {
        assertThat(daxplane.run("--machine", machine, "-c", "readlink /sys/bus/nd/devices/dax0.0/driver").out()).endsWith("/bus/nd/drivers/dax_kmem\n");
        assertThat(daxplane.run("--machine", machine, "-c", "cat /proc/iomem").out())
                .contains("  " + range + " : dax0.0\n    " + range + " : System RAM\n");
        assertThat(daxplane.run("--machine", machine, "list").out()).contains("the kernel: 384 MiB").contains("(" + blocks + ")").doesNotContain("leaked");
        assertThat(daxplane.run("--machine", machine, "history", "dax0.0").out()).contains("dax0.0 bound to dax_kmem");
        assertThat(daxplane.run("--machine", machine, "journal", "verify").exitCode()).isZero();
    }

    @Test
    void aProfileThatThereIsNotIsRefusedWithThoseThatThereAre() throws Exception {
        String machine = withProfile("5.2").toString();
        try (var daxplane = Daxplane.start(work)) {
            var run = daxplane.run("--machine", machine, "list");

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.err()).contains("machine.properties", "there is no kernel profile 5.2; there are 5.1, 6.1, 6.12, kmem-v4, nd-2018");
        }
    }

    private Path withProfile(String profile) throws IOException {
        Path definition = Files.createDirectory(work.resolve("machine-" + profile));
        try (var files = Files.list(MACHINES.resolve("two-socket"))) {
            for (Path file : files.toList()) {
                Files.copy(file, definition.resolve(file.getFileName()));
            }
        }
        Path properties = definition.resolve("machine.properties");
        Files.writeString(properties, Files.readString(properties).replace("kernel.profile = 6.12", "kernel.profile = " + profile)
                .replaceAll("kernel.release = .*", ""));
        return definition;
    }
}
