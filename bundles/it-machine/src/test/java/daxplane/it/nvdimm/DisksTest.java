package daxplane.it.nvdimm;

import daxplane.inventory.DeviceUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.host.Holders;
import daxplane.kernel.Disk;
import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Disks of the recorded machine: reading and writing through all that lies between them and the media. */
class DisksTest {

    private final TestMachine machine = TwoSocketBootTest.boot();

    @Test void keepsWhatIsWrittenOverARestartAndAReboot() throws KernelException {
        for (String name : new String[] {"pmem0.1", "pmem0.2s", "pmem0.3", "pmem1"}) {
            write(name, 1 << 20, filled(8192, 3));
        }
        machine.restartProcess();
        assertThat(read("pmem0.2s", 1 << 20, 8192)).isEqualTo(filled(8192, 3));
        machine.boot(RecordedMachine.MODULES);
        for (String name : new String[] {"pmem0.1", "pmem0.2s", "pmem0.3", "pmem1"}) {
            assertThat(read(name, 1 << 20, 8192)).as(name).isEqualTo(filled(8192, 3));
        }
    }

    @Test void writesPartsOfSectorsAsWholeOnes() throws KernelException {
        write("pmem0.2s", 4096 + 100, filled(50, 9));

        byte[] sector = read("pmem0.2s", 4096, 4096);
        assertThat(Arrays.copyOfRange(sector, 100, 150)).containsOnly(9);
        assertThat(new String(sector, 0, 12)).isEqualTo("log record 1");
    }

    @Test void seesThePhysicalBytesBehindTheInfoBlock() throws KernelException {
        write("pmem0.1", 0, filled(512, 7));

        byte[][] raw = new byte[1][];
        machine.inside(kernel -> raw[0] = kernel.media().read(0x120600000L, 512));
        assertThat(raw[0]).isEqualTo(filled(512, 7));
    }

    /** Corpus media-errors: entries by hand make reading fail; this platform cannot make a sector good by writing. */
    @Test void failsOnBadBlocks() throws KernelException {
        assertThat(machine.write("/sys/block/pmem0.3/badblocks", "8 2\n")).isEqualTo("ok");

        assertThat(read("pmem0.3", 0, 4096)).hasSize(4096);
        assertThatThrownBy(() -> read("pmem0.3", 4096, 512)).extracting("errno").isEqualTo(Errno.EIO);
        assertThatThrownBy(() -> write("pmem0.3", 4096, new byte[512])).extracting("errno").isEqualTo(Errno.EIO);
        machine.restartProcess();
        assertThat(machine.read("/sys/block/pmem0.3/badblocks")).isEqualTo("8 2\n");
    }

    @Test void followsTheRegionWhenItBecomesReadOnly() throws KernelException {
        assertThat(machine.write("/sys/bus/nd/devices/region0/read_only", "1\n")).isEqualTo("ok");

        assertThat(machine.read("/sys/block/pmem0.3/ro")).isEqualTo("1\n");
        assertThatThrownBy(() -> write("pmem0.3", 0, new byte[512])).extracting("errno").isEqualTo(Errno.EPERM);
        machine.write("/sys/bus/nd/devices/region0/read_only", "0\n");
        write("pmem0.3", 0, new byte[512]);
    }

    @Test void refusesToReachBeyondTheEnd() {
        assertThatThrownBy(() -> read("pmem1", 512L << 20, 1)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> read("pmem1", -1, 1)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> read("pmem1", Long.MAX_VALUE, 4096)).extracting("errno").isEqualTo(Errno.EINVAL);
    }

    @Test void anOpenDiskKeepsItsModuleLoaded() {
        machine.inside(_ -> machine.workload().hold("pmem0.3", new Holders.Holder(DeviceUse.Kind.OPEN, 100, "sleep")));

        assertThat(machine.modprobeRemove("nd_pmem")).isEqualTo("EAGAIN");
    }

    @Test void unloadingTheDriverTakesAllDisksAway() {
        assertThat(machine.modprobeRemove("nd_pmem")).isEqualTo("ok");

        assertThat(machine.list("/sys/block")).isEmpty();
        assertThat(machine.read("/proc/iomem")).doesNotContain("namespace0.3", "namespace1.0");
        assertThat(machine.modprobe("nd_pmem")).isEqualTo("ok");
        assertThat(machine.list("/sys/block")).containsExactlyInAnyOrder("pmem0.1", "pmem0.2s", "pmem0.3", "pmem1");
    }

    private byte[] read(String disk, long offset, int length) throws KernelException {
        byte[][] bytes = new byte[1][];
        machine.inside(kernel -> bytes[0] = TwoSocketBootTest.disk(kernel, disk).read(offset, length));
        return bytes[0];
    }

    private void write(String name, long offset, byte[] bytes) throws KernelException {
        machine.inside(kernel -> {
            Disk disk = TwoSocketBootTest.disk(kernel, name);
            disk.write(offset, bytes);
        });
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
