package daxplane.mapper;

import daxplane.block.AccessMode;
import daxplane.block.BlockDevice;
import daxplane.block.DirectView;
import daxplane.block.Extent;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Direct access through a volume of four stripes of 256 GiB, in chunks of 64 pages. Targets: 100 ns for one call, and one second for a
 * view of all of it.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class StripedAccess {

    private static final long STRIPE = 256L << 30;
    private static final int STRIPES = 4;
    private static final long CHUNK_PAGES = 64;
    private static final long PAGES = STRIPES * STRIPE / Extent.PAGE;

    private MappedDisk volume;
    private long page;

    @Setup
    public void make() throws KernelException {
        List<BlockDevice> disks = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(Integer.toString(STRIPES), Long.toString(CHUNK_PAGES * Extent.PAGE / BlockDevice.SECTOR)));
        for (int i = 0; i < STRIPES; i++) {
            disks.add(new Memory("m" + i, (i + 1L) << 40));
            words.addAll(List.of(Integer.toString(i), "0"));
        }
        StripedType type = new StripedType();
        long sectors = STRIPES * STRIPE / BlockDevice.SECTOR;
        Target target = type.target(sectors, words, (name, _, _) -> disks.get(Integer.parseInt(name)));
        volume = new MappedDisk(null, 0, 1, "v", "");
        volume.restored(false, false, Optional.of(new MappedTable(List.of(new MappedTable.Row(0, sectors, type, target, words)), List.of(), false)), Optional.empty());
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Extent directAccess() throws KernelException {
        page = (page + 4_099) % PAGES;
        return volume.directAccess(page, 512, AccessMode.ACCESS);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 3)
    @Measurement(iterations = 5)
    public DirectView assembleOneTebibyte() throws KernelException {
        return DirectView.assemble(volume, 0, PAGES, AccessMode.ACCESS);
    }

    /** Memory that is nowhere. */
    private static final class Memory extends BlockDevice {

        private final long start;

        Memory(String name, long start) {
            super(null, name, "/sys/devices/benchmark", 0, 1);
            this.start = start;
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        protected Extent translate(long page, long pages, AccessMode mode) {
            return new Extent(page, pages, start + page * Extent.PAGE, () -> true);
        }

        @Override
        public String module() {
            return "benchmark";
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
            return STRIPE;
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
            return "benchmark";
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
}
