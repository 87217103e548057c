package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Cancellation;
import daxplane.host.HostException;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.machine.host.SimulatedHost;
import java.io.IOException;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines of the largest size that is promised. Times are of the processor, so that a busy computer does not fail a test. */
class ScaleTest {

    private static final long GIB = 1L << 30;

    @TempDir
    private Path folder;

    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /** Of all threads: drivers run on others. */
    private static Duration processorTimeOfAll() {
        return Duration.ofNanos(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    private Path define(String properties, byte[] srat) throws IOException {
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

    private static void write(SimulatedHost host, String path, String value) throws HostException {
        host.attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    @Test
    void bringsSixtyFourDimmsWithAThousandNamespacesUpInTwoSeconds() throws Exception {
        List<Tables.Piece> dimms = new ArrayList<>();
        List<Tables.Piece> memory = new ArrayList<>(List.of(new Tables.Piece(0, 2 * GIB, 0)));
        for (int i = 0; i < 64; i++) {
            dimms.add(new Tables.Piece(4 * GIB + i * 96 * GIB, 96 * GIB, 1 + i % 8));
        }
        memory.addAll(dimms);
        Path definition = define("modules = nfit nd_pmem nd_btt dax_pmem device_dax\niomem = iomem.txt\n", Tables.srat(memory));
        Files.write(definition.resolve("NFIT.bin"), Tables.nfit(dimms));
        try (SimulatedHost host = Machines.open(folder, definition)) {
            for (int i = 0; i < 64; i++) {
                write(host, "/sys/bus/nd/drivers/nd_region/unbind", "region" + i);
                byte[] area = new byte[128 << 10];
                ((LabelStore.Blank) LabelStore.read(AreaSource.of(area))).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.values()[0]).applyTo(area);
                host.labelAreas().write("nmem" + i, 0, area);
            }
            host.power().orElseThrow().reboot();
            for (int region = 0; region < 64; region++) {
                for (int n = 0; n < 16; n++) {
                    String seed = host.attributes().read("/sys/bus/nd/devices/region" + region + "/namespace_seed").strip();
                    String namespace = "/sys/bus/nd/devices/" + seed;
                    write(host, namespace + "/uuid", new UUID(region, n + 1).toString());
                    write(host, namespace + "/size", Long.toString(GIB));
                    write(host, "/sys/bus/nd/drivers/nd_pmem/bind", seed);
                }
            }

            Duration before = processorTimeOfAll();
            host.power().orElseThrow().reboot();
            Duration boot = processorTimeOfAll().minus(before);

            assertThat(host.attributes().list("/sys/class/block")).hasSize(1024);
            System.out.println("boot of 64 DIMMs: " + boot.toMillis() + " ms");
            assertThat(boot).isLessThan(Duration.ofSeconds(2));
        }
        Duration before = processorTimeOfAll();
        Machines.open(folder, definition).close();
        System.out.println("restart with 64 DIMMs: " + processorTimeOfAll().minus(before).toMillis() + " ms");
    }

    @Test
    void onlinesATebibyteBlockByBlock() throws Exception {
        long bytes = 1024 * GIB;
        Path definition = define("modules = dax_hmem kmem\niomem = iomem.txt\nkernel.command-line = memmap=1024G%4G-1+0xefffffff\n",
                Tables.srat(List.of(new Tables.Piece(0, 2 * GIB, 0), new Tables.Piece(4 * GIB, bytes, 1))));
        try (SimulatedHost host = Machines.open(folder, definition)) {
            assertThat(host.attributes().list("/sys/devices/system/memory").stream().filter(name -> name.matches("memory\\d+"))).hasSize(8192 + 16);
            List<Long> quarters = new ArrayList<>();
            Duration start = processorTime();
            Duration before = start;
            for (int block = 32; block < 32 + 8192; block++) {
                long mark = host.changes().mark();
                write(host, "/sys/devices/system/memory/memory" + block + "/state", "online_movable");
                var touched = host.changes().since(mark);
                assertThat(touched.paths()).contains("/sys/devices/system/memory/memory" + block);
                assertThat(host.attributes().read("/sys/devices/system/memory/memory" + block + "/state")).isEqualTo("online\n");
                if ((block - 31) % 2048 == 0) {
                    quarters.add(processorTime().minus(before).toMillis());
                    before = processorTime();
                }
            }
            System.out.println("onlined 8192 blocks in " + processorTime().minus(start).toMillis() + " ms: " + quarters);
            assertThat(processorTime().minus(start)).isLessThan(Duration.ofSeconds(2));
        }
    }
}
