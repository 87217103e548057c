package daxplane.benchmarks;

import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelChange;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.labels.MemoryType;
import daxplane.labels.NamespaceLabel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Label areas of 128 KiB. Targets: parsed and validated in under 100 microseconds, initialised in under 1 millisecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LabelAreas {

    private static final int AREA_BYTES = 128 << 10;
    private static final long LABEL_BYTES = 1L << 21;

    @Param
    private LabelFormat format;

    /** How many of the slots hold a label: an eighth is more than real machines have; all but the one that every change needs. */
    @Param({"0", "64", "509"})
    private int labels;

    private byte[] area;

    /** Labels in no order, as they lie after a while of creating and destroying. */
    @Setup
    public void write() throws LabelException {
        LabelChange change = new LabelStore.Blank(AREA_BYTES, List.of()).initialise(format, IndexBlock.UnusedBits.ZERO);
        area = new byte[AREA_BYTES];
        change.applyTo(area);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(1));
        for (int place : places) {
            change = change.after().write(new NamespaceLabel(new UUID(1, place), "namespace " + place, 0, 1, 0, 7, 512, place * LABEL_BYTES,
                    LABEL_BYTES, 0, 0, MemoryType.PERSISTENT.guid(), Abstraction.DAX.guid()), List.of());
            change.applyTo(area);
        }
    }

    @Benchmark
    public LabelStore parse() {
        return LabelStore.read(AreaSource.of(area));
    }

    /** Of an area in memory; on a DIMM the two writes come on top. */
    @Benchmark
    public byte[] initialise() throws LabelException {
        byte[] blank = new byte[AREA_BYTES];
        ((LabelStore.Blank) LabelStore.read(AreaSource.of(blank))).initialise(format, IndexBlock.UnusedBits.ZERO).applyTo(blank);
        return blank;
    }
}
