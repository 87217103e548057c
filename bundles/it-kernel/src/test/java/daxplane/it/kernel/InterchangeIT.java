package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same DIMM images in the simulated machine and under a real kernel, there and back: what the simulation wrote (labels,
 * info blocks, block translation, data) the kernel reads as the simulation shows it, and what the kernel wrote the simulation
 * shows as the kernel does.
 */
class InterchangeIT {

    private static final int SECTOR = 4096;

    /** Every kind of namespace, made, made over and destroyed; on a DIMM with labels, and on one without. */
    private static final List<String> CHANGES = List.of(
            "ndctl create-namespace -r region0 -m fsdax -s 128M -n files",
            "ndctl create-namespace -r region0 -m sector -s 64M -n sectors",
            "ndctl create-namespace -r region0 -m devdax -s 256M -n apps",
            "ndctl create-namespace -r region0 -m raw -s 48M -n plain",
            "ndctl destroy-namespace -f namespace0.3",
            "ndctl create-namespace -f -e namespace2.0 -m fsdax -M mem -n pool2",
            "ndctl create-namespace -f -e namespace1.0 -m fsdax");

    /** What the kernel is made to do on top of that. */
    private static final List<String> KERNELS_CHANGES = List.of(
            "ndctl destroy-namespace -f namespace0.2",
            "ndctl create-namespace -r region0 -m sector -l 512 -s 32M -n more-sectors",
            "ndctl create-namespace -r region0 -m devdax -M mem -s 128M -n more-apps",
            "ndctl create-namespace -f -e namespace2.0 -m sector",
            "ndctl create-namespace -f -e namespace1.0 -m devdax");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.1"})
    void goBothWays(String kernel) throws Exception {
        var lab = Lab.fromSystemProperties();
        Shown shown;
        Map<String, String> written = new TreeMap<>();
        Path media;
        try (var simulation = SimulatedTwoSocket.boot(kernel, lab.media(), directory.resolve("first"))) {
            CHANGES.forEach(simulation::tool);
            simulation.reboot(); // names and seeds as a boot gives them
            for (String disk : disks(simulation)) {
                write(simulation, disk, written);
            }
            shown = Shown.of(simulation);
            media = simulation.media();
        }

        var site = lab.site("interchange-" + kernel, kernel, directory.resolve("guest"), media);
        try (var guest = site.boot()) {
            guest.exec("for b in /sys/bus/nd/devices/ndbus*; do cat $b/wait_probe; done");
            Shown.of(guest).isLike(shown);
            for (var sector : written.entrySet()) {
                assertThat(guest.exec(sector.getKey()).out()).as(sector.getKey()).isEqualTo(sector.getValue());
            }
            oldContentsAreThere(guest);
            for (String change : KERNELS_CHANGES) {
                guest.exec(change).succeeded();
            }
        }
        written.clear();
        try (var guest = site.boot()) {
            guest.exec("for b in /sys/bus/nd/devices/ndbus*; do cat $b/wait_probe; done");
            for (String disk : guest.exec("cd /sys/block; echo pmem*").out().strip().split(" ")) {
                String text = "the kernel wrote this to " + disk;
                guest.exec("printf '%-4096s' '" + text + "' | dd of=/dev/" + disk + " bs=4096 seek=11 count=1 conv=fsync 2>/dev/null").succeeded();
                written.put(disk, text);
            }
            shown = Shown.of(guest);
        }
        try (var simulation = SimulatedTwoSocket.boot(kernel, site.place(), directory.resolve("second"))) {
            shown.isLike(Shown.of(simulation));
            for (var sector : written.entrySet()) {
                try (var device = simulation.host().blockMedia().openExclusive(sector.getKey())) {
                    assertThat(new String(device.read(11 * SECTOR, SECTOR), StandardCharsets.US_ASCII)).as(sector.getKey()).startsWith(sector.getValue() + " ");
                }
            }
        }
    }

    private static List<String> disks(SimulatedTwoSocket simulation) throws Exception {
        return simulation.host().attributes().list("/sys/block").stream().filter(name -> name.startsWith("pmem")).sorted().toList();
    }

    /** Text in two places of a disk; {@code written}: how the guest is asked for it, and what it should answer. */
    private static void write(SimulatedTwoSocket simulation, String disk, Map<String, String> written) throws Exception {
        try (var device = simulation.host().blockMedia().openExclusive(disk)) {
            for (long sector : new long[] {16, device.bytes() / SECTOR - 1}) {
                String text = "the simulation wrote this to sector " + sector;
                device.write(sector * SECTOR, Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), SECTOR));
                written.put("dd if=/dev/" + disk + " bs=4096 skip=" + sector + " count=1 2>/dev/null | tr -d '\\0'", text);
            }
        }
    }

    /** What the images held before the simulation had them: a file system in the fsdax namespace, records behind a block translation table. */
    private static void oldContentsAreThere(Guest guest) throws Exception {
        assertThat(guest.exec("dd if=/dev/pmem0.2s bs=4096 count=8 2>/dev/null | tr -d '\\0'").out()).contains("log record 0").contains("log record 7");
        assertThat(guest.exec("mkdir -p /tmp/data; mount -t ext4 -o ro /dev/pmem0.1 /tmp/data && cat /tmp/data/hello.txt && umount /tmp/data").out().strip())
                .isEqualTo("hello from a real kernel");
    }
}
