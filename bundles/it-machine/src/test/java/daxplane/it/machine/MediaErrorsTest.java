package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media that fail: what is bad stays bad until it is written or cleared, over every restart, and the lists tell of it. */
class MediaErrorsTest {

    private static final String REGION = "/sys/bus/nd/devices/region0/badblocks";
    private static final String DISK = "/sys/class/block/pmem0/badblocks";
    private static final String SCRUB = "/sys/bus/nd/devices/ndbus0/nfit/scrub";
    private static final long START = 0x1_0000_0000L;
    private static final int SECTOR = 512;

    @TempDir
    private Path state;
    private SimulatedHost host;

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(state, Machines.HOME.resolve("config/machines/nfit-test"));
        host.faults().stopClock();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void inject(long sector, boolean notify) throws HostException {
        assertThat(host.firmware().perform("ndctl0", FirmwareCall.injectErrors(START + sector * SECTOR, 256, notify))).isZero();
    }

    private void scrub() throws Exception {
        host.attributes().write(SCRUB, "1\n", Cancellation.NEVER);
        while (host.attributes().read(SCRUB).contains("+")) {
            host.attributes().await(SCRUB, Duration.ofSeconds(1));
        }
    }

    private String read(String path) throws HostException {
        return host.attributes().read(path);
    }

    @Test
    void listsTellOfAnErrorThatTheFirmwareReports() throws Exception {
        inject(12, true);

        assertThat(read(REGION)).isEqualTo("12 1\n");
        assertThat(read(DISK)).isEqualTo("12 1\n");
        assertThat(read(SCRUB)).isEqualTo("2\n");
    }

    @Test
    void nobodyKnowsOfAnErrorBeforeSomebodyLooks() throws Exception {
        inject(12, false);
        assertThat(read(REGION)).isEmpty();

        host.attributes().write(SCRUB, "1\n", Cancellation.NEVER);
        assertThat(read(SCRUB)).isEqualTo("1+\n");
        assertThat(read(REGION)).isEmpty();
        host.faults().passTime(Duration.ofSeconds(1));

        assertThat(read(SCRUB)).isEqualTo("2\n");
        assertThat(read(REGION)).isEqualTo("12 1\n");
    }

    @Test
    void readingABadSectorFailsAndWritingMakesItGood() throws Exception {
        inject(12, true);

        try (var disk = host.blockMedia().openExclusive("pmem0")) {
            assertThatThrownBy(() -> disk.read(12 * SECTOR, SECTOR)).isInstanceOfSatisfying(HostException.class,
                    refused -> assertThat(refused.errno()).isEqualTo(Errno.EIO));
            assertThat(disk.read(11 * SECTOR, SECTOR)).hasSize(SECTOR);
            disk.write(12 * SECTOR, new byte[SECTOR]);
            assertThat(disk.read(12 * SECTOR, SECTOR)).hasSize(SECTOR);
        }

        assertThat(read(REGION)).isEmpty();
        assertThat(read(DISK)).isEmpty();
        assertThat(Packed.u32(host.firmware().ask("ndctl0", FirmwareCall.INJECTED_ERRORS), 4)).isZero();
    }

    @Test
    void anErrorThatIsNoLongerPretendedStaysInTheLists() throws Exception {
        inject(12, true);
        host.firmware().perform("ndctl0", FirmwareCall.uninjectErrors(START + 12 * SECTOR, 256));
        scrub();

        assertThat(read(REGION)).isEqualTo("12 1\n");
    }

    @Test
    void poisonSurvivesPowerLossAndIsFoundAtBoot() throws Exception {
        inject(12, false);
        host.power().orElseThrow().powerLoss();

        assertThat(read(REGION)).isEqualTo("12 1\n");
        try (var files = Files.walk(state)) {
            List<Path> controllers = files.filter(file -> file.toString().endsWith(".controller")).toList();
            assertThat(controllers).isNotEmpty().anySatisfy(file -> assertThat(Files.readString(file)).contains("poison"));
        }
    }

    /** docs/kernel/operations.md 10, I14, I16, I17: nothing bad is read as good, and nothing bad is forgotten. */
    @Test
    void noSequenceOfErrorsScrubsClearsAndRestartsForgetsABadSector() throws Exception {
        long seed = Long.getLong("errors.seed", 20261128);
        int steps = Integer.getInteger("errors.steps", 400);
        Random random = new Random(seed);
        SortedSet<Integer> poisoned = new TreeSet<>();
        SortedSet<Integer> known = new TreeSet<>();
        for (int step = 0; step < steps; step++) {
            int sector = random.nextInt(24);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> {
                    inject(sector, false);
                    poisoned.add(sector);
                }
                case 3, 4 -> {
                    inject(sector, true);
                    poisoned.add(sector);
                    known.addAll(poisoned);
                }
                case 5 -> {
                    scrub();
                    known.addAll(poisoned);
                }
                case 6, 7 -> {
                    try (var disk = host.blockMedia().openExclusive("pmem0")) {
                        disk.write((long) sector * SECTOR, new byte[SECTOR]);
                    }
                    if (known.remove(sector)) {
                        poisoned.remove(sector);
                    }
                }
                case 8 -> {
                    host.firmware().perform("ndctl0", FirmwareCall.clearErrors(START + (long) sector * SECTOR, SECTOR));
                    poisoned.remove(sector);
                    known.remove(sector);
                    host.attributes().write("/sys/bus/nd/drivers/nd_pmem/unbind", "namespace0.0\n", Cancellation.NEVER);
                    host.attributes().write("/sys/bus/nd/drivers/nd_pmem/bind", "namespace0.0\n", Cancellation.NEVER);
                }
                case 9 -> {
                    host.attributes().write("/sys/bus/nd/drivers/nd_region/unbind", "region0\n", Cancellation.NEVER);
                    host.attributes().write("/sys/bus/nd/drivers/nd_region/bind", "region0\n", Cancellation.NEVER);
                }
                case 10 -> {
                    host.close();
                    host = Machines.open(state, Machines.HOME.resolve("config/machines/nfit-test"));
                    host.faults().stopClock();
                }
                default -> {
                    host.power().orElseThrow().powerLoss();
                    known.clear();
                    known.addAll(poisoned);
                }
            }
            assertThat(sectors(read(REGION))).as("seed %d, step %d", seed, step).isEqualTo(known);
            assertThat(unreadable()).as("seed %d, step %d", seed, step).isEqualTo(known);
        }
    }

    private static SortedSet<Integer> sectors(String list) {
        SortedSet<Integer> sectors = new TreeSet<>();
        list.lines().map(line -> line.split(" ")).forEach(words -> {
            for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                sectors.add(Integer.parseInt(words[0]) + i);
            }
        });
        return sectors;
    }

    private SortedSet<Integer> unreadable() throws HostException {
        SortedSet<Integer> sectors = new TreeSet<>();
        try (var disk = host.blockMedia().openExclusive("pmem0")) {
            for (int sector = 0; sector < 24; sector++) {
                try {
                    disk.read((long) sector * SECTOR, SECTOR);
                } catch (HostException bad) {
                    sectors.add(sector);
                }
            }
        }
        return sectors;
    }
}
