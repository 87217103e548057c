package daxplane.benchmarks;

import daxplane.benchmarks.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record of 200 bytes becomes durable, here and in what else keeps records; all in one run, so that a busy machine is busy for
 * everybody. {@code one}: a thread that waits for each; {@code many}: 64 threads that each wait for their own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class Journal {

    private static final int RECORD_BYTES = 200;
    private static final int MANY = 64;

    @Param({"fdatasync", "mapped-force", "journal-durable", "chronicle-fdatasync", "sqlite-full", "rocksdb-sync", "mvstore-sync",
        "journal-ordered", "chronicle", "sqlite-normal", "rocksdb"})
    private String engine;

    private final byte[] record = new byte[RECORD_BYTES];
    private Path directory;
    private Engine open;

    /** Not in the directory for temporary files, which may be memory. */
    @Setup
    public void open() throws Exception {
        new Random(RECORD_BYTES).nextBytes(record);
        directory = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("state", "."))), "journal-benchmark");
        open = Engine.open(engine, directory);
    }

    @TearDown
    public void close() throws Exception {
        open.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Journal::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException left) {
            throw new java.io.UncheckedIOException(left);
        }
    }

    @Benchmark
    public void one() throws Exception {
        open.commit(record);
    }

    @Benchmark
    @Threads(MANY)
    public void many() throws Exception {
        open.commit(record);
    }
}
