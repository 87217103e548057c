package daxplane.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Definition and state folders for tests. */
final class Folders {

    static final Path TWO_SOCKET = Path.of(System.getProperty("basedir", "."), "../../config/machines/two-socket").normalize();

    private Folders() {
    }

    /** The recorded machine's tables with blank DIMMs and the module {@code counter} only. */
    static Path counterDefinition(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("definition"));
        for (String table : List.of("NFIT.bin", "SRAT.bin", "SLIT.bin", "HMAT.bin", "iomem.txt")) {
            Files.copy(TWO_SOCKET.resolve(table), folder.resolve(table));
        }
        Files.writeString(folder.resolve("machine.properties"), """
                name = counters
                kernel.profile = 6.12
                kernel.release = 6.12.0
                kernel.command-line = quiet
                modules = counter
                iomem = iomem.txt
                """);
        return folder;
    }

    static MachineSettings settings(Path parent, Path definition) {
        return new MachineSettings(parent.resolve("machine"), Optional.of(definition), UUID::randomUUID);
    }

    static ModuleRegistry shelf(String version) {
        ModuleRegistry shelf = new ModuleRegistry();
        shelf.offer(new CounterModule(version));
        return shelf;
    }
}
