package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that take no memory back, in the console: what would lose it is refused, and told when it is done all the same. */
class KeptMemoryIT {

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(strings = {"5.1", "kmem-v4"})
    void nothingIsLostUnlessTheOperatorSaysSo(String profile) throws Exception {
        String machine = withProfile(profile).toString();
        try (var daxplane = Daxplane.start(work)) {
            assertThat(daxplane.run("--machine", machine, "assign", "dax0.0", "system-ram").err()).isEmpty();
            String owned = daxplane.run("--machine", machine, "list").out();
            assertThat(owned).contains("the kernel: 384 MiB online in zone Movable (memory33-35)");

            var refused = daxplane.run("--machine", machine, "release", "dax0.0");

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("this kernel cannot take memory back", "--leak-until-reboot");
            assertThat(daxplane.run("--machine", machine, "list").out()).isEqualTo(owned);
            assertThat(daxplane.run("--machine", machine, "-c", "modprobe -r kmem").exitCode()).isEqualTo(3);

            var lost = daxplane.run("--machine", machine, "-c", "echo dax0.0 --leak-until-reboot > /sys/bus/dax/drivers/kmem/unbind");

            assertThat(lost.exitCode()).isZero();
            assertThat(daxplane.run("--machine", machine, "list").out()).contains("nobody: leaked until reboot, 0x108000000-0x11fffffff");
            assertThat(daxplane.run("--machine", machine, "-c", "cat /sys/devices/system/memory/memory33/state").out()).isEqualTo("online\n");
            var busy = daxplane.run("--machine", machine, "assign", "dax0.0", "system-ram");
            assertThat(busy.exitCode()).isEqualTo(3);
            assertThat(busy.err()).contains("its range is leaked");

            daxplane.run("--machine", machine, "reboot");
            assertThat(daxplane.run("--machine", machine, "list").out()).doesNotContain("leaked");
            assertThat(daxplane.run("--machine", machine, "assign", "dax0.0", "system-ram").exitCode()).isZero();
        }
    }

    private Path withProfile(String profile) throws IOException {
        Path definition = Files.createDirectory(work.resolve("machine"));
        try (var files = Files.list(Distribution.DIRECTORY.resolve("config/machines/two-socket"))) {
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
