package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Device.SortedUevent;
import daxplane.kernel.KernelException;
import daxplane.kernel.testing.TestMachine;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page cache over bad blocks: corpus nt-err-rw, err-bb-read and err-bb-write. */
class BlockFileTest {

    private static final int SECTORS = 64;

    private final BadDisk disk = new BadDisk();
    private final BlockFile file = new BlockFile("/dev/bad", disk);

    @Test void aPartOfABadBlockCannotBeWrittenThroughTheCache() {
        disk.bad.set(17);
        assertErrno(Errno.EIO, () -> file.write(8192, new byte[512], false));
        assertErrno(Errno.EIO, () -> file.write(8192 + 1024, new byte[3072], false));
        assertThat(disk.bad.cardinality()).isOne();
    }

    @Test void aWholeBlockIsWrittenAndMadeGood() throws KernelException {
        disk.bad.set(17);
        assertThat(file.write(8192, new byte[4096], false)).isEqualTo(4096);
        file.sync();
        assertThat(disk.bad.isEmpty()).isTrue();
    }

    @Test void whatLiesBeforeTheBlockThatIsWrittenInPartIsWritten() throws KernelException {
        disk.bad.set(16);
        assertThat(file.write(4096, new byte[4096 + 512], false)).isEqualTo(4096);
        assertThat(disk.bad.get(16)).isTrue();
    }

    @Test void onlyFsyncTellsWhatCouldNotBeWrittenOutAndTellsItOnce() throws KernelException {
        disk.bad.set(17);
        disk.heals = false;
        assertThat(file.write(0, new byte[3 * 4096], false)).isEqualTo(3 * 4096);
        assertThat(disk.written.get(0, 16).cardinality()).isEqualTo(16);
        assertErrno(Errno.EIO, file::sync);
        file.sync();
    }

    @Test void directWritesTellAtOnceAndCountInSectors() throws KernelException {
        disk.bad.set(17);
        assertThat(file.write(8192, new byte[512], true)).isEqualTo(512);
        disk.heals = false;
        assertErrno(Errno.EIO, () -> file.write(8192, new byte[1024], true));
    }

    @Test void readsGiveWhatLiesBeforeTheBadPage() throws KernelException {
        disk.bad.set(17);
        assertThat(file.read(0, 16384, false)).hasSize(8192);
        assertThat(file.read(8192, 512, true)).hasSize(512);
        assertErrno(Errno.EIO, () -> file.read(8192, 512, false));
    }

    private interface Call {
        void run() throws KernelException;
    }

    private static void assertErrno(Errno errno, Call call) {
        assertThatThrownBy(call::run).isInstanceOf(KernelException.class).extracting("errno").isEqualTo(errno);
    }

    /** A disk with bad sectors that a write makes good, or does not. */
    private static final class BadDisk extends BlockDevice {

        final BitSet bad = new BitSet();
        final BitSet written = new BitSet();
        boolean heals = true;

        BadDisk() {
            super(TestMachine.with().boot().kernel(), "bad", "/sys/devices/virtual/block", 0, 1);
        }

        @Override
        public boolean bad(long offset, int length) {
            return bad.get((int) (offset / SECTOR), (int) ((offset + length + SECTOR - 1) / SECTOR)).cardinality() > 0;
        }

        @Override
        public byte[] read(long offset, int length) throws KernelException {
            if (bad(offset, length)) {
                throw new KernelException(Errno.EIO);
            }
            return new byte[length];
        }

        @Override
        public void write(long offset, byte[] bytes) throws KernelException {
            if (!heals && bad(offset, bytes.length)) {
                throw new KernelException(Errno.EIO);
            }
            written.set((int) (offset / SECTOR), (int) ((offset + bytes.length) / SECTOR));
            bad.andNot(written);
        }

        @Override
        public long bytes() {
            return SECTORS * SECTOR;
        }

        @Override
        public int logicalBlockBytes() {
            return SECTOR;
        }

        @Override
        public int physicalBlockBytes() {
            return 4096;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public void readOnly(boolean on) {
            // stays as it is
        }

        @Override
        public boolean direct() {
            return false;
        }

        @Override
        public String module() {
            return "bad";
        }

        @Override
        public String owner() {
            return "bad";
        }

        @Override
        public SortedUevent ueventKeys() {
            return new SortedUevent(Map.of(), Map.of());
        }

        @Override
        protected List<Attribute> attributes() {
            return common();
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }
}
