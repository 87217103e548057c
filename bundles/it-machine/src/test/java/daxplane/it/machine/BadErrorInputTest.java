package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.Keyring;
import daxplane.host.firmware.FirmwareCall;
import daxplane.machine.host.SimulatedHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense to a DIMM or a bus: the kernel's errno, and nothing half done. */
class BadErrorInputTest {

    private static final String REGION = "/sys/bus/nd/devices/region0/badblocks";
    private static final String SCRUB = "/sys/bus/nd/devices/ndbus0/nfit/scrub";
    private static final String SECURITY = "/sys/bus/nd/devices/nmem0/security";
    private static final long START = 0x1_0000_0000L;
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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

    private void inject(long sector, int bytes) throws HostException {
        assertThat(host.firmware().perform("ndctl0", FirmwareCall.injectErrors(START + sector * SECTOR, bytes, true))).isZero();
    }

    private String read(String path) throws HostException {
        return host.attributes().read(path);
    }

    private void write(String path, String value) throws HostException {
        host.attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    private void refused(String path, String value, Errno errno) throws HostException {
        String before = read(path);
        assertThatThrownBy(() -> write(path, value)).as(value).isInstanceOfSatisfying(HostException.class, refusal -> assertThat(refusal.errno()).isEqualTo(errno));
        assertThat(read(path)).isEqualTo(before);
    }

    @Test
    void injectionsThatOverlapAreOnePlace() throws Exception {
        inject(8, 2 * SECTOR);
        inject(9, 2 * SECTOR);
        inject(8, SECTOR);

        assertThat(read(REGION)).isEqualTo("8 3\n");
    }

    /** A page of text is all that the kernel shows; what it does not show is bad all the same. */
    @Test
    void moreBadPlacesThanAListHoldsAreForgottenByNobody() throws Exception {
        int places = 700;
        for (int place = 0; place < places; place++) {
            inject(2L * place, SECTOR);
        }

        assertThat(read(REGION).length()).isLessThanOrEqualTo(PAGE);
        try (var disk = host.blockMedia().openExclusive("pmem0")) {
            for (int place : new int[] {0, 1, 500, 511, 512, places - 1}) {
                assertThatThrownBy(() -> disk.read(2L * place * SECTOR, SECTOR)).as("place " + place).isInstanceOfSatisfying(HostException.class,
                        bad -> assertThat(bad.errno()).isEqualTo(Errno.EIO));
                assertThat(disk.read((2L * place + 1) * SECTOR, SECTOR)).hasSize(SECTOR);
            }
        }
    }

    @Test
    void aScrubWhileOneRunsIsThatOne() throws Exception {
        write(SCRUB, "1");
        String running = read(SCRUB);
        write(SCRUB, "1");

        assertThat(read(SCRUB)).isEqualTo(running).contains("+");
        host.faults().passTime(Duration.ofMinutes(1));
        assertThat(read(SCRUB)).doesNotContain("+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "yes", "1 1"})
    void aScrubIsAskedForInOneWay(String words) throws Exception {
        refused(SCRUB, words, Errno.EINVAL);
    }

    @Test
    void aPassphraseIsAKeyThatIsThereOfTheRightKindAndLength() throws Exception {
        Keyring keys = host.keyring().orElseThrow();
        refused(SECURITY, "update 0 4711", Errno.ENOKEY);
        refused(SECURITY, "update 0 " + keys.add("user", "31-bytes", new byte[31]), Errno.ENOKEY);
        refused(SECURITY, "update 0 " + keys.add("user", "32-bytes", new byte[32]), Errno.ENOKEY);
        refused(SECURITY, "update 0 0", Errno.ENOKEY);
        assertThatThrownBy(() -> keys.add("encrypted", "nvdimm:x", "new enc32 user:nosuch 32".getBytes(StandardCharsets.US_ASCII))).isInstanceOf(HostException.class);
        keys.add("user", "nvdimm-master", MASTER);
        assertThatThrownBy(() -> keys.add("encrypted", "nvdimm:x", "new enc32 user:nvdimm-master 31".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(HostException.class, refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "update", "update 0", "disable", "erase x", "overwrite -"})
    void wordsThatNobodyKnowsChangeNothing(String words) throws Exception {
        refused(SECURITY, words, Errno.EINVAL);
    }

    /** It goes on from nothing or is over: never half of it, and never a DIMM that nobody can use again. */
    @Test
    void anOverwriteThatPowerInterruptsLeavesADimmThatWorks() throws Exception {
        write("/sys/bus/nd/drivers/nd_region/unbind", "region0");
        write("/sys/bus/nd/drivers/nd_region/unbind", "region1");
        write(SECURITY, "overwrite 0");
        assertThat(read(SECURITY)).isEqualTo("overwrite\n");

        host.power().orElseThrow().powerLoss();
        host.faults().passTime(Duration.ofHours(1));

        assertThat(read(SECURITY)).isEqualTo("disabled\n");
        assertThat(read("/sys/bus/nd/devices/region0/size")).isNotBlank();
        write("/sys/bus/nd/drivers/nd_region/unbind", "region0");
        write("/sys/bus/nd/drivers/nd_region/bind", "region0");
    }
}
