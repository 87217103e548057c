package daxplane.it.kernel;

import daxplane.conform.Performer;
import daxplane.conform.StateMap;
import daxplane.conform.Step;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The simulated machine beside the guest: the same firmware tables, and DIMM images that go back and forth between them. */
final class SimulatedTwoSocket implements AutoCloseable {

    private static final Path DEFINITION = Path.of(System.getProperty("basedir", "."), "../../config/machines/two-socket").normalize();

    private final SimulatedHost host;
    private final Performer performer;
    private final Path folder;

    private SimulatedTwoSocket(SimulatedHost host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.performer = new Performer(host, new Toolbox(), UUID::randomUUID);
    }

    /**
     * Boots it.
     *
     * @param profile kernel profile, 6.12 or 6.1
     * @param media   directory of dimm0.img, dimm1.img, dimm2.img, which are copied
     * @param place   for the machine and its definition
     */
    static SimulatedTwoSocket boot(String profile, Path media, Path place) throws Exception {
        var definition = Files.createDirectories(place.resolve("definition"));
        for (String file : List.of("NFIT.bin", "SRAT.bin", "SLIT.bin", "HMAT.bin", "iomem.txt")) {
            Files.copy(DEFINITION.resolve(file), definition.resolve(file));
        }
        Files.writeString(definition.resolve("machine.properties"), String.join("\n", Files.readAllLines(DEFINITION.resolve("machine.properties")).stream()
                .filter(line -> !line.startsWith("media"))
                .map(line -> line.startsWith("kernel.profile") ? "kernel.profile = " + profile : line).toList()) + "\n");
        for (int dimm = 0; dimm < 3; dimm++) {
            Lab.copySparse(media.resolve("dimm" + dimm + ".img"), definition.resolve("dimm" + dimm + ".img"));
        }
        var folder = place.resolve("machine");
        return new SimulatedTwoSocket(Simulation.open(folder, definition), folder);
    }

    SimulatedHost host() {
        return host;
    }

    /** Runs a tool of ours on it. @return standard output */
    String tool(String command) {
        var ended = (Step.Result.Ended) performer.perform(new Step.Action.Exec(command)).orElseThrow();
        if (ended.exitCode() != 0) {
            throw new AssertionError(command + " exits with " + ended.exitCode() + "\n" + ended.out() + ended.err());
        }
        return ended.out();
    }

    void reboot() {
        performer.perform(new Step.Action.Reboot()).orElseThrow();
    }

    StateMap state() {
        return StateMap.of(host.attributes());
    }

    /** The directory of its DIMM images. Close it before they are read. */
    Path media() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("dimm0.img")).findFirst().orElseThrow().getParent();
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
