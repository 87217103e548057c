package daxplane.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.block.AccessMode;
import daxplane.block.BlockDevice;
import daxplane.block.DirectView;
import daxplane.block.Extent;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Direct access through volumes: parts, and a view that is put together of them. */
class DirectAccessTest {

    private static final long A = 1L << 32;
    private static final long B = 1L << 40;

    /** A disk of a gibibyte of memory. */
    private static class MemoryDisk extends BlockDevice {

        private final long start;
        private boolean present = true;

        MemoryDisk(String name, long start) {
            super(null, name, "/sys/devices/test", 0, 1);
            this.start = start;
        }

        @Override
        public boolean gone() {
            return !present;
        }

        @Override
        protected Extent translate(long page, long pages, AccessMode mode) {
            return new Extent(page, pages, start + page * Extent.PAGE, () -> present);
        }

        @Override
        public String module() {
            return "test";
        }

        @Override
        public int physicalBlockBytes() {
            return 4096;
        }

        @Override
        public int logicalBlockBytes() {
            return 512;
        }

        @Override
        public boolean direct() {
            return true;
        }

        @Override
        public void readOnly(boolean on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public long bytes() {
            return 1L << 30;
        }

        @Override
        public byte[] read(long offset, int length) {
            return new byte[length];
        }

        @Override
        public void write(long offset, byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String owner() {
            return "test";
        }

        @Override
        protected List<daxplane.kernel.Attribute> attributes() {
            return List.of();
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }

    private final MemoryDisk a = new MemoryDisk("a", A);
    private final MemoryDisk b = new MemoryDisk("b", B);

    private MappedDisk volume(TargetType type, long sectors, String... words) throws KernelException {
        TargetType.Devices devices = (name, _, _) -> name.equals("a") ? a : b;
        MappedDisk disk = new MappedDisk(null, 0, 1, "v", "");
        Target target = type.target(sectors, List.of(words), devices);
        disk.restored(false, false, Optional.of(new MappedTable(List.of(new MappedTable.Row(0, sectors, type, target, List.of(words))), List.of(), false)),
                Optional.empty());
        return disk;
    }

    /** However many pieces it is put together of, asking whether it is good takes no deep recursion. */
    @Test
    void neighboursOfAnyNumberAreOneExtent() throws KernelException {
        MemoryDisk crumbs = new MemoryDisk("a", A) {
            @Override
            protected Extent translate(long page, long pages, AccessMode mode) {
                return super.translate(page, 1, mode);
            }
        };
        DirectView view = DirectView.assemble(crumbs, 0, 200_000, AccessMode.ACCESS);
        assertThat(view.usedAsItIs()).isTrue();
        assertThat(view.addressOf(199_999)).isEqualTo(A + 199_999L * Extent.PAGE);
        crumbs.present = false;
        assertThatThrownBy(() -> view.addressOf(0)).isInstanceOfSatisfying(KernelException.class, stale -> assertThat(stale.errno()).isEqualTo(Errno.ENXIO));
    }

    /** docs/kernel/access.md 1.1: the example. */
    @Test
    void givesThePagesUpToTheEndOfTheChunk() throws KernelException {
        MappedDisk disk = volume(new StripedType(), 1 << 20, "2", "512", "a", "0", "b", "0");
        assertThat(disk.directAccess(60, 100, AccessMode.ACCESS)).extracting(Extent::pages, Extent::address).containsExactly(4L, A + 60 * 4096);
        assertThat(disk.directAccess(64, 100, AccessMode.ACCESS)).extracting(Extent::pages, Extent::address).containsExactly(64L, B);
        assertThat(disk.directAccess(128, 1, AccessMode.ACCESS)).extracting(Extent::pages, Extent::address).containsExactly(1L, A + 64 * 4096);
    }

    @Property(tries = 100)
    void aViewIsEveryPageOfItsDevice(@ForAll @IntRange(min = 1, max = 64) int chunkPages, @ForAll @IntRange(min = 0, max = 500) int from,
            @ForAll @IntRange(min = 1, max = 500) int pages) throws KernelException {
        MappedDisk disk = volume(new StripedType(), 8L * chunkPages * 2 * 2000, "2", Integer.toString(8 * chunkPages), "a", "0", "b", "0");
        DirectView view = DirectView.assemble(disk, from, pages, AccessMode.ACCESS);
        for (long page = from; page < from + pages; page++) {
            assertThat(view.addressOf(page)).isEqualTo(disk.directAccess(page, 1, AccessMode.ACCESS).address());
        }
        assertThatThrownBy(() -> view.addressOf(from + pages)).extracting("errno").isEqualTo(Errno.ERANGE);
        for (int i = 1; i < view.extents().size(); i++) {
            Extent before = view.extents().get(i - 1);
            assertThat(view.extents().get(i).address()).isNotEqualTo(before.address() + before.pages() * Extent.PAGE);
        }
    }

    @Test
    void usesALinearVolumeAsItIs() throws KernelException {
        assertThat(DirectView.assemble(volume(new LinearType(), 1 << 20, "a", "8"), 0, 1 << 17, AccessMode.ACCESS).usedAsItIs()).isTrue();
    }

    /** Stale is an error, and never other memory. */
    @Test
    void isStaleAfterTheTableIsAnotherOrTheDeviceHasGone() throws KernelException {
        MappedDisk disk = volume(new LinearType(), 1 << 20, "a", "0");
        Extent extent = disk.directAccess(0, 10, AccessMode.ACCESS);
        Extent other = disk.directAccess(0, 10, AccessMode.ACCESS);
        assertThat(extent.addressOf(3)).isEqualTo(A + 3 * 4096);
        disk.restored(false, false, volume(new LinearType(), 1 << 20, "b", "0").live(), Optional.empty());
        assertThatThrownBy(() -> extent.addressOf(3)).extracting("errno").isEqualTo(Errno.ENXIO);
        assertThatThrownBy(() -> other.addressOf(0)).extracting("errno").isEqualTo(Errno.ENXIO);

        Extent direct = b.directAccess(0, 10, AccessMode.ACCESS);
        b.present = false;
        assertThatThrownBy(() -> direct.addressOf(0)).extracting("errno").isEqualTo(Errno.ENXIO);
        assertThatThrownBy(() -> disk.directAccess(0, 1, AccessMode.ACCESS)).extracting("errno").isEqualTo(Errno.ENXIO);
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatThrownBy(() -> a.directAccess(0, 0, AccessMode.ACCESS)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> a.directAccess(-1, 1, AccessMode.ACCESS)).extracting("errno").isEqualTo(Errno.ERANGE);
        assertThatThrownBy(() -> a.directAccess(1 << 18, 1, AccessMode.ACCESS)).extracting("errno").isEqualTo(Errno.ERANGE);
        assertThatThrownBy(() -> a.directAccess(Long.MAX_VALUE, Long.MAX_VALUE, AccessMode.ACCESS)).extracting("errno").isEqualTo(Errno.ERANGE);
    }
}
