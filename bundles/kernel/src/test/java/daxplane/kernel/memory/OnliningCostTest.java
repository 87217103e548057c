package daxplane.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.core.Commit;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one onlining costs does not depend on how much memory there is: 8,192 blocks, 1 TiB. */
@Timeout(60)
class OnliningCostTest {

    private static final int BLOCKS = 8192;
    private static final int FIRST = 320;
    private static final String MEMORY = "/sys/devices/system/memory/memory";

    private final TestMachine machine = TwoSocket.machine().boot();

    @BeforeEach
    void addATebibyte() throws KernelException {
        AddressRange range = AddressRange.ofSize(FIRST * 128 * TwoSocket.MEBIBYTE, BLOCKS * 128 * TwoSocket.MEBIBYTE);
        machine.inside(kernel -> kernel.memory().add(kernel.memory().group(2, range.bytes()), range, "System RAM (kmem)", false));
    }

    @Test
    void everyOnliningKeepsOneDocumentAndTouchesAHandfulOfThings() {
        machine.write(MEMORY + FIRST + "/state", "online_movable\n");
        for (int block = FIRST + 1; block < FIRST + BLOCKS; block++) {
            long mark = machine.mark();
            assertThat(machine.write(MEMORY + block + "/state", "online_movable\n")).isEqualTo("ok");
            assertThat(machine.touchedSince(mark).paths()).hasSizeLessThanOrEqualTo(5);
        }

        List<Commit> writes = machine.commits().stream().filter(commit -> !commit.isEmpty()).toList();
        assertThat(writes.subList(writes.size() - BLOCKS + 1, writes.size())).allMatch(commit -> commit.kept().size() == 1);
        assertThat(machine.read("/proc/meminfo")).startsWith("MemTotal:       %8d kB\n".formatted(1955404 + BLOCKS * 131072L));
    }
}
