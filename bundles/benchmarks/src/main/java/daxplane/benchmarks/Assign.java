package daxplane.benchmarks;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.host.sysfs.SysfsReader;
import daxplane.fixtures.machine.Machines;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.Fsdax;
import daxplane.modes.Raw;
import daxplane.modes.Sector;
import daxplane.modes.SystemRam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code assign dax0.0 system-ram} on the machine two-socket, as the console has it done: plan, effects, a look after each, and a
 * journal on disk that is durable before the first effect and before the answer. Target: median at most 5 milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Assign {

    private static final Actor ROOT = new Actor("root", "more memory");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax(), new Fsdax(), new Sector(), new Raw());

    private Path folder;
    private SimulatedHost host;
    private LocalControlPlane control;

    /** The state directory lies where the build does, and so on a disk: /tmp may be memory. */
    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("state", "target"))), "assign");
        host = Machines.open(folder, Machines.TWO_SOCKET);
        control = new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(folder, new FileJournals()),
                () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @Benchmark
    public Outcome assign() {
        return done(control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT));
    }

    @TearDown(Level.Invocation)
    public void release() {
        done(control.execute(new Command.Release("dax0.0", Options.NONE), ROOT));
    }

    private static Outcome done(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(outcome.toString());
        }
        return outcome;
    }

    @TearDown
    public void remove() throws Exception {
        control.close();
        host.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
