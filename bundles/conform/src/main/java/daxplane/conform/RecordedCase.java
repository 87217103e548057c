package daxplane.conform;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.conform.machine.MachineForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A recorded case: a folder with {@code case.json}, {@code steps.jsonl}, whole states and label areas.
 *
 * @param boot  the state after booting; nothing when it did not boot
 * @param steps none when it did not boot
 */
record RecordedCase(Path folder, String name, MachineForm machine, StateMap boot, List<Step> steps) {

    static final String CASE = "case.json";

    private static final String CONSOLE = "console.log";
    private static final String PANIC = "Kernel panic - not syncing";

    /** No file of a case is longer when unpacked. */
    private static final int LONGEST_BYTES = 64 << 20;

    /** @throws IOException it cannot be read, or is damaged; the message names the file */
    static RecordedCase read(Path folder) throws IOException {
        var description = JSON.std.mapFrom(Files.readAllBytes(folder.resolve(CASE)));
        List<Step> steps;
        try (InputStream lines = Files.newInputStream(folder.resolve("steps.jsonl"))) {
            steps = Recording.steps(lines);
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (IOException damaged) {
            throw new IOException("steps.jsonl: " + damaged.getMessage(), damaged);
        }
        var name = description.get("name") instanceof String named ? named : folder.getFileName().toString();
        if (steps.isEmpty() && panic(folder).isPresent()) {
            return new RecordedCase(folder, name, MachineForm.of(description), new StateMap(new TreeMap<>()), steps);
        }
        if (steps.isEmpty() || steps.getFirst().stateFile().isEmpty()) {
            throw new IOException("steps.jsonl: it does not begin with a boot and its state");
        }
        return new RecordedCase(folder, name, MachineForm.of(description), state(folder, steps.getFirst().stateFile().get()), steps);
    }

    /** What the kernel said last that stopped at boot (corpus acc-memmap-panic); empty when it booted. */
    Optional<String> panic() throws IOException {
        return steps.isEmpty() ? panic(folder) : Optional.empty();
    }

    private static Optional<String> panic(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(CONSOLE)) && !Files.exists(folder.resolve(CONSOLE + ".gz"))) {
            return Optional.empty();
        }
        try (InputStream in = unpacked(folder, CONSOLE + ".gz")) {
            return new String(in.readNBytes(LONGEST_BYTES), StandardCharsets.ISO_8859_1).lines().filter(line -> line.contains(PANIC))
                    .map(line -> line.substring(line.indexOf(PANIC)).strip()).findFirst();
        }
    }

    StateMap state(String file) throws IOException {
        return state(folder, file);
    }

    private static StateMap state(Path folder, String file) throws IOException {
        try (InputStream in = unpacked(folder, file)) {
            return Recording.state(in);
        }
    }

    byte[] labels(Step.LabelBytes area) throws IOException {
        if (area.file().isEmpty()) {
            return new byte[area.bytes()];
        }
        try (InputStream in = unpacked(folder, area.file().get())) {
            return in.readNBytes(area.bytes());
        }
    }

    FileTree tree(String file) throws IOException {
        try (InputStream in = unpacked(folder, file)) {
            return FileTree.read(in);
        } catch (IOException damaged) {
            throw new IOException(file + ": " + damaged.getMessage(), damaged);
        }
    }

    byte[] bytes(String file) throws IOException {
        try (InputStream in = unpacked(folder, file)) {
            return in.readNBytes(LONGEST_BYTES);
        }
    }

    /** @param file as the recording names it; what is called {@code .gz} may as well be there unpacked */
    private static InputStream unpacked(Path folder, String file) throws IOException {
        Path packed = folder.resolve(file).normalize();
        Path path = Files.exists(packed) ? packed : folder.resolve(file.replaceFirst("\\.gz$", "")).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new IOException(file + " is not inside of the case's folder");
        }
        if (Files.size(path) > LONGEST_BYTES) {
            throw new IOException(file + " is longer than " + LONGEST_BYTES + " bytes");
        }
        InputStream in = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
