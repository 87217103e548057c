package daxplane.benchmarks;

import daxplane.benchmarks.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Durable records by turns: each engine commits one, then the next engine does, and so on, {@code rounds} times. Whatever else the machine
 * does meanwhile is in the way of all of them alike, so that the ratios can be read where times cannot. Prints a table; what JMH reports is the
 * time of all rounds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 1)
public class JournalSideBySide {

    private static final List<String> ENGINES = List.of("fdatasync", "mapped-force", "journal-durable", "chronicle-fdatasync", "sqlite-full",
            "rocksdb-sync", "mvstore-sync");
    private static final int RECORD_BYTES = 200;
    private static final double NANOS_PER_MICRO = 1000;

    @Param("2000")
    private int rounds;

    private final byte[] record = new byte[RECORD_BYTES];
    private final List<Engine> engines = new ArrayList<>();
    private Path directory;
    private long[][] nanos;
    private long[] cpuNanos;

    @Setup
    public void open() throws Exception {
        new Random(RECORD_BYTES).nextBytes(record);
        directory = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("state", "."))), "journal-benchmark");
        for (String engine : ENGINES) {
            engines.add(Engine.open(engine, Files.createDirectory(directory.resolve(engine))));
        }
    }

    @Benchmark
    public long[][] byTurns() throws Exception {
        nanos = new long[ENGINES.size()][rounds];
        cpuNanos = new long[ENGINES.size()];
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < ENGINES.size(); turn++) {
                // Nobody always comes behind the same one.
                int engine = (turn + round) % ENGINES.size();
                long cpu = threads.getCurrentThreadCpuTime();
                long start = System.nanoTime();
                engines.get(engine).commit(record);
                nanos[engine][round] = System.nanoTime() - start;
                cpuNanos[engine] += threads.getCurrentThreadCpuTime() - cpu;
            }
        }
        return nanos;
    }

    @TearDown
    public void report() throws Exception {
        System.out.printf("%n%-20s %9s %9s %9s %9s %7s %9s%n", "durable, by turns", "p10 us", "p50 us", "p90 us", "p99 us", "p50 x", "CPU us");
        double base = percentile(0, 0.5);
        for (int engine = 0; engine < ENGINES.size(); engine++) {
            System.out.printf("%-20s %9.1f %9.1f %9.1f %9.1f %7.2f %9.1f%n", ENGINES.get(engine), percentile(engine, 0.1), percentile(engine, 0.5),
                    percentile(engine, 0.9), percentile(engine, 0.99), percentile(engine, 0.5) / base, cpuNanos[engine] / NANOS_PER_MICRO / rounds);
        }
        for (Engine engine : engines) {
            engine.close();
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new java.io.UncheckedIOException(left);
        }
    }

    private double percentile(int engine, double part) {
        long[] sorted = nanos[engine].clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * part)] / NANOS_PER_MICRO;
    }
}
