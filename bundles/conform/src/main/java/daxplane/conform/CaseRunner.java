package daxplane.conform;

import daxplane.conform.machine.DefinitionWriter;
import daxplane.host.HostException;
import daxplane.host.HostProvider;
import daxplane.simulation.SimulatedMachine;
import daxplane.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs recorded cases, each on a machine of its own that is gone afterwards. Thread-safe. */
public final class CaseRunner {

    private final HostProvider simulated;
    private final Tools tools;

    /** @param simulated opens simulated machines */
    public CaseRunner(HostProvider simulated, Tools tools) {
        this.simulated = simulated;
        this.tools = tools;
    }

    /**
     * The cases of a directory: itself, or those below it, by name.
     *
     * @throws IOException there are none
     */
    public static List<Path> casesIn(Path directory) throws IOException {
        if (Files.exists(directory.resolve(RecordedCase.CASE))) {
            return List.of(directory);
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": there is no such directory");
        }
        try (Stream<Path> below = Files.list(directory)) {
            var cases = below.filter(path -> Files.exists(path.resolve(RecordedCase.CASE))).sorted().toList();
            if (cases.isEmpty()) {
                throw new IOException(directory + ": there is no case in it (no " + RecordedCase.CASE + ")");
            }
            return cases;
        }
    }

    /** A case that cannot be run is one that failed. */
    public CaseReport run(Path folder) {
        String name = folder.getFileName().toString();
        try {
            return run(RecordedCase.read(folder));
        } catch (IOException unreadable) {
            return CaseReport.unusable(name, "the case cannot be read: " + unreadable);
        } catch (HostException unusable) {
            return CaseReport.unusable(name, "its machine does not boot: " + unusable.getMessage());
        } catch (RuntimeException bug) {
            var at = Stream.of(bug.getStackTrace()).limit(6).map(frame -> "\n      at " + frame).toList();
            return CaseReport.unusable(name, "a mistake in the machine or in the runner: " + bug + String.join("", at));
        }
    }

    private CaseReport run(RecordedCase recorded) throws IOException, HostException {
        Path scratch = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "daxplane-conform");
        try {
            Path definition = Files.createDirectory(scratch.resolve("definition"));
            var nvdimms = RecordedNvdimms.of(recorded);
            new DefinitionWriter(recorded.machine(), recorded.boot().values(), nvdimms.order()).write(definition);
            var panic = recorded.panic();
            if (panic.isPresent()) {
                return stopped(recorded.name(), panic.get(), scratch, definition);
            }
            try (var host = simulated.open(new HostProvider.Request(scratch.resolve("state"), scratch, definition.toString()))) {
                return new CaseRun(recorded, (SimulatedMachine) host, tools, nvdimms).run();
            }
        } finally {
            delete(scratch);
        }
    }

    /** The only thing to compare of a machine that does not boot is what it says last. */
    private CaseReport stopped(String name, String panic, Path scratch, Path definition) {
        try (var _ = simulated.open(new HostProvider.Request(scratch.resolve("state"), scratch, definition.toString()))) {
            return new CaseReport(name, 1, 1, 0, 0, 0, 0, 0, Optional.empty(), List.of(), List.of("boot\n    recorded: " + panic + ", here it boots"));
        } catch (HostException stopped) {
            boolean same = stopped.getMessage().contains(panic);
            return new CaseReport(name, 1, 1, same ? 1 : 0, 0, 0, 0, 0, Optional.empty(), List.of(),
                    same ? List.of() : List.of("boot\n    recorded: " + panic + ", here: " + stopped.getMessage()));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
