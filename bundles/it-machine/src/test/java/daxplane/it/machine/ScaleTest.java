package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import daxplane.fixtures.machine.LargeMachine;
import daxplane.fixtures.machine.Machines;
import daxplane.machine.host.SimulatedHost;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines of the largest size that is promised come up and go through all of their blocks. What that takes is measured by the
 * benchmarks; here a time of the processor, many times what is promised, tells only that nothing grows faster than the machine.
 */
class ScaleTest {

    @TempDir
    private Path folder;

    private static final Duration OUT_OF_PROPORTION = Duration.ofSeconds(20);

    /** Of all threads: drivers run on others. */
    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    @Test
    void bringsSixtyFourDimmsWithAThousandNamespacesUp() throws Exception {
        try (SimulatedHost host = LargeMachine.ofDimms(folder)) {
            Duration before = processorTime();
            host.power().orElseThrow().reboot();
            Duration boot = processorTime().minus(before);

            assertThat(host.attributes().list("/sys/class/block")).hasSize(LargeMachine.NAMESPACES);
            System.out.println("boot of 64 DIMMs: " + boot.toMillis() + " ms");
            assertThat(boot).isLessThan(OUT_OF_PROPORTION);
        }
        Duration before = processorTime();
        Machines.open(folder, LargeMachine.defineDimms(folder)).close();
        System.out.println("restart with 64 DIMMs: " + processorTime().minus(before).toMillis() + " ms");
    }

    @Test
    void onlinesATebibyteBlockByBlock() throws Exception {
        try (SimulatedHost host = LargeMachine.ofBlocks(folder)) {
            assertThat(host.attributes().list("/sys/devices/system/memory").stream().filter(name -> name.matches("memory\\d+"))).hasSize(LargeMachine.BLOCKS + 16);
            List<Long> quarters = new ArrayList<>();
            Duration start = processorTime();
            Duration before = start;
            for (int block = LargeMachine.FIRST_BLOCK; block < LargeMachine.FIRST_BLOCK + LargeMachine.BLOCKS; block++) {
                long mark = host.changes().mark();
                LargeMachine.write(host, "/sys/devices/system/memory/memory" + block + "/state", "online_movable");
                var touched = host.changes().since(mark);
                assertThat(touched.paths()).contains("/sys/devices/system/memory/memory" + block);
                assertThat(host.attributes().read("/sys/devices/system/memory/memory" + block + "/state")).isEqualTo("online\n");
                if ((block - 31) % 2048 == 0) {
                    quarters.add(processorTime().minus(before).toMillis());
                    before = processorTime();
                }
            }
            System.out.println("onlined 8192 blocks in " + processorTime().minus(start).toMillis() + " ms: " + quarters);
            assertThat(processorTime().minus(start)).isLessThan(OUT_OF_PROPORTION);
        }
    }
}
