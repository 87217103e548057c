package daxplane.it.machine;

import daxplane.host.Cancellation;
import daxplane.host.HostException;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Machines of the largest size that is promised (docs/BENCHMARKS.md). */
public final class LargeMachine {

    public static final int DIMMS = 64;
    public static final int NAMESPACES = 1024;
    public static final int BLOCKS = 8192;
    /** The first block of the memory that comes after the boot. */
    public static final int FIRST_BLOCK = 32;

    private static final long GIB = 1L << 30;
    private static final int AREA_BYTES = 128 << 10;

    private LargeMachine() {
    }

    /** 64 DIMMs of 96 GiB, 6 TiB, each a region with 16 namespaces. */
    public static SimulatedHost ofDimms(Path folder) throws IOException, UnusableFile, HostException, LabelException {
        SimulatedHost host = Machines.open(folder, defineDimms(folder));
        for (int i = 0; i < DIMMS; i++) {
            write(host, "/sys/bus/nd/drivers/nd_region/unbind", "region" + i);
            byte[] area = new byte[AREA_BYTES];
            ((LabelStore.Blank) LabelStore.read(AreaSource.of(area))).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ONE).applyTo(area);
            host.labelAreas().write("nmem" + i, 0, area);
        }
        host.power().orElseThrow().reboot();
        for (int region = 0; region < DIMMS; region++) {
            for (int n = 0; n < NAMESPACES / DIMMS; n++) {
                String seed = host.attributes().read("/sys/bus/nd/devices/region" + region + "/namespace_seed").strip();
                String namespace = "/sys/bus/nd/devices/" + seed;
                write(host, namespace + "/uuid", new UUID(region, n + 1).toString());
                write(host, namespace + "/size", Long.toString(GIB));
                write(host, "/sys/bus/nd/drivers/nd_pmem/bind", seed);
            }
        }
        return host;
    }

    /** Where {@link #ofDimms} has its definition. */
    public static Path defineDimms(Path folder) throws IOException {
        List<Tables.Piece> dimms = new ArrayList<>();
        List<Tables.Piece> memory = new ArrayList<>(List.of(new Tables.Piece(0, 2 * GIB, 0)));
        for (int i = 0; i < DIMMS; i++) {
            dimms.add(new Tables.Piece(4 * GIB + i * 96 * GIB, 96 * GIB, 1 + i % 8));
        }
        memory.addAll(dimms);
        Path definition = define(folder, "modules = nfit nd_pmem nd_btt dax_pmem device_dax\niomem = iomem.txt\n", Tables.srat(memory));
        Files.write(definition.resolve("NFIT.bin"), Tables.nfit(dimms));
        return definition;
    }

    /** One TiB of soft-reserved memory from 4 GiB on, bound to kmem and offline: 8,192 blocks. */
    public static SimulatedHost ofBlocks(Path folder) throws IOException, UnusableFile {
        return Machines.open(folder, define(folder, "modules = dax_hmem kmem\niomem = iomem.txt\n"
                + "kernel.command-line = memmap=1024G%4G-1+0xefffffff\n",
                Tables.srat(List.of(new Tables.Piece(0, 2 * GIB, 0), new Tables.Piece(4 * GIB, 1024 * GIB, 1)))));
    }

    private static Path define(Path folder, String properties, byte[] srat) throws IOException {
        Path definition = Files.createDirectories(folder.resolve("definition"));
        Files.write(definition.resolve("SRAT.bin"), srat);
        Files.writeString(definition.resolve("machine.properties"), """
                name = large
                kernel.profile = 6.12
                kernel.release = 6.12.0
                memory.block-bytes = 134217728
                memory.auto-online = offline
                memory.total-kib = 1955404
                """ + properties);
        Files.writeString(definition.resolve("iomem.txt"), "00001000-7fffffff : System RAM\n");
        return definition;
    }

    /** Writes a line to an attribute. */
    public static void write(SimulatedHost host, String path, String value) throws HostException {
        host.attributes().write(path, value + "\n", Cancellation.NEVER);
    }
}
