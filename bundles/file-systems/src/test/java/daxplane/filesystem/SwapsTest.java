package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corpus acc-swap. */
class SwapsTest {

    private static final String HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    private final SmallKernel machine = new SmallKernel("6.12");

    private MemoryDisk swap(String name) throws Exception {
        var disk = machine.disk(name, 1 << 20);
        assertThat(machine.run("mkswap /dev/" + name).status()).isZero();
        return disk;
    }

    /** The first one is used first; sizes are KiB without the first page. */
    @Test
    void isListedInTheOrderOfPriorities() throws Exception {
        machine.swaps.on(swap("pmem0"));
        machine.swaps.on(swap("pmem1"));
        assertThat(machine.swaps.text()).isEqualTo(HEAD + "%-40s".formatted("/dev/pmem0") + "partition\t1020\t\t0\t\t-2\n"
                + "%-40s".formatted("/dev/pmem1") + "partition\t1020\t\t0\t\t-3\n");
        machine.swaps.off(machine.swaps.devices().getFirst());
        assertThat(machine.swaps.text()).isEqualTo(HEAD + "%-40s".formatted("/dev/pmem1") + "partition\t1020\t\t0\t\t-2\n");
    }

    @Test
    void aDeviceThatHasGoneIsStillSwappedTo() throws Exception {
        var disk = swap("pmem0");
        machine.swaps.on(disk);
        disk.gone = true;
        assertThat(machine.swaps.text()).contains("/dev/pmem0\\040(deleted)");
    }

    @Test
    void claimsItsDevice() throws Exception {
        var disk = swap("pmem0");
        machine.swaps.on(disk);
        assertThat(machine.layer.claimant("pmem0")).hasValueSatisfying(holder -> assertThat(holder.command()).isEqualTo("swap on pmem0"));
        assertThatThrownBy(() -> machine.swaps.on(disk)).extracting("errno").isEqualTo(Errno.EBUSY);
        assertThat(machine.run("wipefs -a /dev/pmem0").status()).isEqualTo(1);
        machine.swaps.off(disk);
        assertThat(machine.layer.claimant("pmem0")).isEmpty();
        assertThatThrownBy(() -> machine.swaps.off(disk)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThat(machine.run("wipefs -a /dev/pmem0").status()).isZero();
        assertThatThrownBy(() -> machine.swaps.on(disk)).extracting("errno").isEqualTo(Errno.EINVAL);
    }

    @Test
    void thereAreNoMoreThanTheKernelHasRoomFor() throws Exception {
        for (int i = 0; i < 23; i++) {
            machine.swaps.on(swap("pmem" + i));
        }
        var last = swap("pmem23");
        assertThatThrownBy(() -> machine.swaps.on(last)).extracting("errno").isEqualTo(Errno.EBUSY);
    }

    @Test
    void isThereAgainInTheNextProcess() throws Exception {
        machine.swaps.on(swap("pmem0"));
        var next = new SmallKernel("6.12");
        var same = next.disk("pmem0", 1 << 20);
        next.restore(new TreeMap<>(machine.kept));
        assertThat(next.swaps.devices()).containsExactly(same);
        assertThat(next.layer.claimant("pmem0")).isPresent();
    }

    @Test
    void programsTellWhatWasRefused() throws Exception {
        machine.disk("pmem0", 1 << 20);
        assertThat(machine.run("swapon /dev/pmem0")).isEqualTo(new SmallKernel.Ran(255, "swapon: /dev/pmem0: read swap header failed\n"));
        assertThat(machine.run("swapon /dev/pmem9")).isEqualTo(new SmallKernel.Ran(255, "swapon: /dev/pmem9: cannot open: No such file or directory\n"));
        assertThat(machine.run("swapoff /dev/pmem0")).isEqualTo(new SmallKernel.Ran(4, "swapoff: /dev/pmem0: swapoff failed: Invalid argument\n"));
        swap("pmem1");
        swap("pmem2");
        assertThat(machine.run("swapon /dev/pmem1 /dev/pmem2")).isEqualTo(new SmallKernel.Ran(0, ""));
        assertThat(machine.run("mkswap /dev/pmem1")).isEqualTo(new SmallKernel.Ran(1, "mkswap: error: /dev/pmem1 is mounted; will not make swapspace\n"));
        assertThat(machine.run("swapoff -a")).isEqualTo(new SmallKernel.Ran(0, ""));
        assertThat(machine.swaps.devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1.5 KiB", "65957888, 62.9 MiB", "65011712, 62 MiB", "1099511627776, 1 TiB", "1125899906842624, 1024 TiB"})
    void aSizeIsToldWithOneTenth(long bytes, String text) {
        assertThat(MakeSwap.human(bytes)).isEqualTo(text);
    }
}
