package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.driver.kmem.KmemModule;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.HostException;
import daxplane.host.HostProvider.Request;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.StateMap;
import daxplane.machine.host.SimulatedHost;
import daxplane.machine.host.SimulatedHostProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules come, go and are exchanged while the machine runs: what they have bound stays as it is. */
class HotSwapTest {

    private static final String KMEM = "/sys/bus/dax/drivers/kmem/";

    @TempDir
    private Path state;
    private final SimulatedHostProvider provider = Machines.provider();
    private SimulatedHost host;

    @BeforeEach
    void ownMemory() throws HostException {
        host = (SimulatedHost) provider.open(new Request(state, Machines.HOME, "two-socket"));
        write("/sys/devices/system/memory/auto_online_blocks", "offline");
        host.modules().load("kmem");
        write("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0");
        write(KMEM + "new_id", "dax0.0");
        for (int block = 33; block <= 35; block++) {
            write("/sys/devices/system/memory/memory" + block + "/state", "online_movable");
        }
    }

    @AfterEach
    void letGo() {
        host.close();
    }

    private void write(String path, String value) throws HostException {
        host.attributes().write(path, value + "\n", Cancellation.NEVER);
    }

    @Test
    void anotherVersionOfKmemTakesOverItsMemory() throws Exception {
        SortedMap<String, String> before = StateMap.of(host.attributes());
        long mark = host.changes().mark();
        KernelModule old = new KmemModule();
        provider.offer(old);                                       // warm

        long best = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            KernelModule next = new KmemModule();
            provider.offer(next);
            provider.withdraw(old);
            best = Math.min(best, (System.nanoTime() - start) / 1_000);
            old = next;
        }
        System.out.println("exchange of kmem while it owns memory: " + best + " us, the best of seven");

        assertThat(StateMap.of(host.attributes())).isEqualTo(before);
        assertThat(host.changes().since(mark).paths()).as("nothing looks different").isEmpty();
        assertThat(best).as("microseconds").isLessThan(100_000);
        for (int block = 33; block <= 35; block++) {
            write("/sys/devices/system/memory/memory" + block + "/state", "offline");
        }
        write(KMEM + "unbind", "dax0.0");
        assertThat(host.attributes().read("/proc/iomem")).doesNotContain("kmem");
    }

    @Test
    void aVersionThatDoesNotStartLeavesTheOldOneInCharge() throws Exception {
        SortedMap<String, String> before = StateMap.of(host.attributes());

        provider.offer(new BrokenKmem());

        assertThat(StateMap.of(host.attributes())).isEqualTo(before);
        assertThat(host.refusedModules()).containsOnlyKeys("kmem");
        assertThat(host.refusedModules().get("kmem")).contains("resumption of kmem failed", "wants a kernel that does not exist yet");
        write("/sys/devices/system/memory/memory33/state", "offline");
        provider.offer(new KmemModule());
        assertThat(host.refusedModules()).isEmpty();
        assertThat(host.attributes().read("/sys/devices/system/memory/memory34/state")).isEqualTo("online\n");
    }

    @Test
    void aBundleThatLeavesUnbindsNothing() throws Exception {
        SortedMap<String, String> before = StateMap.of(host.attributes());

        KernelModule last = new KmemModule();
        provider.offer(last);
        provider.withdraw(last);

        assertThat(StateMap.of(host.attributes())).isEqualTo(before);
        write("/sys/devices/system/memory/memory33/state", "offline");
    }

    @Test
    void tellsWhichModulesStillWork() {
        KernelModule next = new KmemModule();

        provider.offer(next);

        assertThat(provider.working()).contains(next).filteredOn(module -> module.name().equals("kmem")).hasSize(1);
        host.close();
        assertThat(provider.working()).isEmpty();
    }

    @Test
    void aVersionThatArrivesWhileTheMachineIsOpenedTakesOver() throws Exception {
        KernelModule next = new KmemModule();
        KernelModule early = new EarlyKmem(() -> provider.offer(next));
        provider.offer(early);
        host.close();

        host = (SimulatedHost) provider.open(new Request(state, Machines.HOME, "two-socket"));

        assertThat(provider.working()).contains(next).doesNotContain(early);
        write("/sys/devices/system/memory/memory33/state", "offline");
    }

    /** Something happens when it goes on in a kernel that is rebuilt for the second time: by then the first one has accepted it. */
    private static final class EarlyKmem implements KernelModule {

        private final Runnable meanwhile;
        private int kernels;

        EarlyKmem(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public String name() {
            return "kmem";
        }

        @Override
        public List<Driver> drivers() {
            return new KmemModule().drivers();
        }

        @Override
        public void resume(Kernel kernel) {
            if (++kernels == 2) {
                meanwhile.run();
            }
        }
    }

    private record BrokenKmem() implements KernelModule {

        @Override
        public String name() {
            return "kmem";
        }

        @Override
        public List<Driver> drivers() {
            return new KmemModule().drivers();
        }

        @Override
        public void resume(Kernel kernel) {
            throw new IllegalStateException("wants a kernel that does not exist yet");
        }
    }
}
