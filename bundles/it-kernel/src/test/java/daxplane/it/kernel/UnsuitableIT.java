package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution where the kernel, or its user's rights, do not go far enough: clear words, and nothing begun. */
class UnsuitableIT {

    @TempDir
    Path directory;

    /** No nfit, no dax, no kmem, and none to be had. */
    @Test
    void aKernelWithoutTheModulesIsAnEmptyMachine() throws Exception {
        var site = Lab.fromSystemProperties().site("no-modules", "6.12", directory);
        try (var guest = site.boot("lab.mods=virtio_blk")) {
            guest.exec("umount /mnt/lib/modules").succeeded();
            var daxplane = new Installed(guest);

            var list = daxplane.run("list").succeeded();
            assertThat(list.out()).contains("no persistent or soft-reserved memory is to be seen");

            var console = daxplane.open("none");
            assertThat(console.run("ndctl list")).isEqualTo(guest.exec("ndctl list 2>&1").out());
            assertThat(console.run("assign dax0.0 system-ram")).contains("refused").contains("ENODEV");
            assertThat(console.run("modprobe kmem")).contains("kmem").contains("ENOENT");
            assertThat(console.run("journal verify")).startsWith("intact: ");
            console.end();
        }
    }

    /** What an ordinary user may see he sees; what he may not do is refused with the permission that is missing. */
    @Test
    void whoeverIsNotRootLooksAndDoesNotTouch() throws Exception {
        var site = Lab.fromSystemProperties().site("nobody", "6.12", directory);
        try (var guest = site.boot()) {
            var daxplane = new Installed(guest);

            var assigned = daxplane.runAsNobody("-c \"list; assign dax0.0 system-ram\"");
            site.keep("assign", assigned);
            assertThat(assigned.exitCode()).isEqualTo(3);
            assertThat(assigned.out()).contains("dax0.0").contains("devdax").contains("namespace0.3");
            assertThat(assigned.err()).contains("EACCES").contains("run daxplane as root");
            Memory.of(guest, "6.12").isDevdax();

            var console = daxplane.open("labels");
            for (String refused : new String[] {"ndctl init-labels nmem0", "ndctl zero-labels nmem0", "ndctl init-labels -f nmem2", "ndctl write-labels -i /app/kpin nmem0"}) {
                assertThat(console.run(refused)).as(refused).isEqualTo(guest.inImage(refused + " 2>&1", java.time.Duration.ofSeconds(60)).out());
            }
            console.end();
        }
    }
}
