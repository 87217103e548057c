package daxplane.benchmarks;

import daxplane.fixtures.machine.LargeMachine;
import daxplane.fixtures.machine.Machines;
import daxplane.machine.host.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A machine with 64 DIMMs, 1,024 namespaces and 6 TiB. Target: boot in under 2 seconds, in a heap of 512 MiB. Each fork measures one
 * boot in a Java virtual machine that has done nothing before but lay out the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 7, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LargeMachineBoot {

    private Path folder;
    private SimulatedHost host;

    @Setup
    public void layOut() throws Exception {
        folder = Files.createTempDirectory("daxplane-benchmark");
        host = LargeMachine.ofDimms(folder);
    }

    @Benchmark
    public SimulatedHost reboot() throws Exception {
        host.power().orElseThrow().reboot();
        return host;
    }

    /** The next process: the machine goes on as it was. */
    @Benchmark
    public SimulatedHost attach() throws Exception {
        host.close();
        host = Machines.open(folder, LargeMachine.defineDimms(folder));
        return host;
    }

    @TearDown
    public void remove() throws Exception {
        host.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
