package daxplane.benchmarks;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.Excerpt;
import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.engine.Limits;
import daxplane.control.plane.LocalControlPlane;
import daxplane.control.plane.StateDirectory;
import daxplane.fixtures.machine.Machines;
import daxplane.host.sysfs.SysfsReader;
import daxplane.journal.disk.FileJournals;
import daxplane.machine.host.SimulatedHost;
import daxplane.modes.Devdax;
import daxplane.modes.SystemRam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Questions to a control plane that was just opened on a long journal of the machine two-socket, and to one that is open. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class Questions {

    private static final Actor ROOT = new Actor("root", "more memory");
    private static final List<Mode> MODES = List.of(new SystemRam(), new Devdax());
    private static final Excerpt LAST_FIFTY = new Excerpt(1, Long.MAX_VALUE, 50, _ -> true);

    @Param({"1000", "100000"})
    private long records;

    private final Random random = new Random(1);
    private Path folder;
    private SimulatedHost host;
    private LocalControlPlane open;

    @Setup
    public void live() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("state", "target"))), "questions");
        host = Machines.open(folder, Machines.TWO_SOCKET);
        try (var control = plane()) {
            for (int turn = 0; turn < 2; turn++) {
                control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), ROOT);
                control.execute(new Command.Release("dax0.0", Options.NONE), ROOT);
            }
        }
        LongJournal.extend(folder, records);
        open = plane();
        open.picture();
    }

    private LocalControlPlane plane() {
        return new LocalControlPlane(host, new SysfsReader(host.attributes()), new StateDirectory(folder, new FileJournals()), () -> MODES, Limits.DEFAULT, System::nanoTime);
    }

    @Benchmark
    public Object list() throws Exception {
        try (var control = plane()) {
            return control.picture();
        }
    }

    @Benchmark
    public Object who() throws Exception {
        try (var control = plane()) {
            return control.who("dax0.0");
        }
    }

    @Benchmark
    public Object why() throws Exception {
        try (var control = plane()) {
            return control.why("dax0.0");
        }
    }

    @Benchmark
    public Object lastFiftyOfHistory() throws Exception {
        try (var control = plane()) {
            return control.lives("dax0.0", LAST_FIFTY);
        }
    }

    /** {@code at REV show X}, anywhere. */
    @Benchmark
    public Object anywhere() throws Exception {
        var then = open.at(1 + random.nextLong(open.journal().head()));
        return then.called("dax0.0") + then.picture().inventory().daxDevices().get("dax0.0").name();
    }

    /** What an operation of long ago was. */
    @Benchmark
    public Object operation() throws Exception {
        return open.operation("op-" + (1 + random.nextLong(open.journal().head())));
    }

    @TearDown
    public void remove() throws Exception {
        open.close();
        host.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
