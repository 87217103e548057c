package daxplane.benchmarks;

import daxplane.fixtures.machine.LargeMachine;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Onlining blocks one by one, with a look after each at what was touched. Target: 8,192 blocks in under 2 seconds, and the time linear
 * in the number of blocks. Each fork measures once, in a Java virtual machine that has onlined nothing before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 7, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class OnlineBlocks {

    @Param({"1024", "2048", "4096", "8192"})
    private int blocks;

    private Path folder;
    private SimulatedHost host;

    @Setup(Level.Iteration)
    public void boot() throws Exception {
        folder = Files.createTempDirectory("daxplane-benchmark");
        host = LargeMachine.ofBlocks(folder);
    }

    @Benchmark
    public long online() throws Exception {
        long observed = 0;
        for (int block = LargeMachine.FIRST_BLOCK; block < LargeMachine.FIRST_BLOCK + blocks; block++) {
            long mark = host.changes().mark();
            String state = "/sys/devices/system/memory/memory" + block + "/state";
            LargeMachine.write(host, state, "online_movable");
            observed += host.changes().since(mark).paths().size();
            observed += host.attributes().read(state).length();
        }
        return observed;
    }

    @TearDown(Level.Iteration)
    public void remove() throws Exception {
        host.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
