package daxplane.it.machine;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.dax.DaxModule;
import daxplane.driver.btt.BttModule;
import daxplane.driver.daxpmem.DaxPmemModule;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.driver.cxl.CxlAcpiModule;
import daxplane.driver.cxl.CxlMemModule;
import daxplane.driver.cxl.CxlModule;
import daxplane.driver.cxl.CxlPciModule;
import daxplane.driver.cxl.CxlPmemModule;
import daxplane.driver.hmem.DaxHmemModule;
import daxplane.driver.hmem.HmemModule;
import daxplane.driver.kmem.DaxKmemModule;
import daxplane.driver.kmem.KmemModule;
import daxplane.block.BlockModule;
import daxplane.driver.pmem.PmemModule;
import daxplane.filesystem.FileSystemModule;
import daxplane.kernel.KernelModule;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.memory.MemoryModule;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.ModuleRegistry;
import daxplane.machine.host.SimulatedHost;
import daxplane.machine.host.SimulatedHostProvider;
import daxplane.mapper.MapperModule;
import daxplane.nvdimm.E820Module;
import daxplane.nvdimm.LibnvdimmModule;
import daxplane.nvdimm.NfitModule;
import daxplane.nvdimm.NfitTestModule;
import daxplane.process.ProcessModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Machines with every module that we ship. */
public final class Machines {

    static final Path HOME = Path.of(System.getProperty("basedir", "."), "../..").normalize();
    public static final Path TWO_SOCKET = HOME.resolve("config/machines/two-socket");

    private Machines() {
    }

    private static List<KernelModule> modules() {
        return List.of(new MemoryModule(), new CxlModule(), new CxlAcpiModule(), new CxlPciModule(), new CxlMemModule(), new CxlPmemModule(),
                new DaxModule(), new HmemModule(), new DaxHmemModule(),
                new LibnvdimmModule(), new NfitModule(), new NfitTestModule(), new E820Module(), new BlockModule(), new MapperModule(), new FileSystemModule(), new ProcessModule(), new PmemModule(), new BttModule(),
                new DaxPmemModule(), new DeviceDaxModule(), new KmemModule(), new DaxKmemModule());
    }

    static ModuleRegistry allModules() {
        ModuleRegistry shelf = new ModuleRegistry();
        modules().forEach(shelf::offer);
        return shelf;
    }

    /** As Declarative Services would make it. */
    static SimulatedHostProvider provider() {
        SimulatedHostProvider provider = new SimulatedHostProvider();
        modules().forEach(provider::offer);
        return provider;
    }

    /** @param state state directory; the machine in it is attached to, or booted for the first time */
    public static SimulatedHost open(Path state, Path definition) throws UnusableFile, IOException {
        return new SimulatedHost(Machine.open(new MachineSettings(state.resolve("machine"), Optional.of(definition), UUID::randomUUID), allModules()));
    }

    /** The machine two-socket with other values of some properties. @param folder that is made for its definition */
    static Path twoSocket(Path folder, Map<String, String> changed) throws IOException {
        Files.createDirectory(folder);
        try (var files = Files.list(TWO_SOCKET)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path file = folder.resolve("machine.properties");
        String properties = Files.readString(file);
        for (var property : changed.entrySet()) {
            properties = properties.replaceAll("(?m)^" + Pattern.quote(property.getKey()) + " = .*$", property.getKey() + " = " + property.getValue());
        }
        Files.writeString(file, properties);
        return folder;
    }

    /** A recorded state: texts by key, lines of a list joined. */
    static SortedMap<String, String> recordedState(String resource) throws IOException {
        Map<String, Object> raw = JSON.std.mapFrom(Machines.class.getResourceAsStream(resource));
        SortedMap<String, String> state = new TreeMap<>();
        raw.forEach((key, value) -> state.put(key, value instanceof List<?> lines
                ? String.join("\n", lines.stream().map(String::valueOf).toList()) : String.valueOf(value)));
        return state;
    }
}
