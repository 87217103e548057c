package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dax device is mapped in units of its alignment, and nothing else can be done with it. Corpus acc-devdax-probe. */
class DaxFileTest {

    private static final long MIB = 1 << 20;
    private static final AddressRange FIRST = AddressRange.ofSize(1L << 32, 4 * MIB);
    private static final AddressRange SECOND = AddressRange.ofSize(1L << 40, 2 * MIB);

    private SmallKernel machine;
    private Device device;

    @BeforeEach
    void bound() throws KernelException {
        machine = new SmallKernel("6.12");
        device = machine.dax("dax0.0", DaxFile.DRIVER, FIRST, SECOND);
    }

    private Openable file() throws KernelException {
        return Paths.open(machine.kernel, "/dev/dax0.0", false);
    }

    @Test
    void opensOnlyWithTheDriverForPrograms() throws Exception {
        assertThat(file()).isInstanceOf(DaxFile.class);
        machine.dax("dax1.0", "kmem", FIRST);
        assertThatThrownBy(() -> Paths.open(machine.kernel, "/dev/dax1.0", false)).extracting("errno").isEqualTo(Errno.ENXIO);
        assertThatThrownBy(() -> Paths.open(machine.kernel, "/dev/dax9.0", false)).extracting("errno").isEqualTo(Errno.ENOENT);
    }

    @Test
    void isNeitherReadNorWrittenNorSynced() throws Exception {
        var file = file();
        assertThatThrownBy(() -> file.read(0, 1, false)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> file.write(0, new byte[1], false)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThatThrownBy(file::sync).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThat(file.size()).isZero();
        assertThat(file.block()).isEmpty();
        assertThat(file.kind()).isEqualTo("chr");
    }

    /** At 2 MiB; at a page everything that begins at one. Beyond the end it may be mapped, and not be touched. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"2M, 0, 2M, true, -", "2M, 2M, 4M, true, -", "2M, 64G, 2M, true, -", "2M, 0, 2M, false, EINVAL", "2M, 4K, 2M, true, EINVAL",
        "2M, 0, 4K, true, EINVAL", "2M, 0, 2052K, true, EINVAL", "2M, 0, 0, true, EINVAL", "2M, 100, 2M, true, EINVAL", "4K, 4K, 4K, true, -", "4K, 0, 6K, true, -",
        "4K, 0, 4K, false, EINVAL", "4K, 100, 4K, true, EINVAL"})
    void isMappedSharedAndInUnitsOfItsAlignment(String align, String offset, String length, boolean shared, Errno refusal) throws Exception {
        when(((MemoryDevice) device).alignBytes()).thenReturn(Amount.of(align));
        var file = file();
        if (refusal == null) {
            assertThat(file.map(Amount.of(offset), Amount.of(length), shared).valid()).isTrue();
        } else {
            assertThatThrownBy(() -> file.map(Amount.of(offset), Amount.of(length), shared)).extracting("errno").isEqualTo(refusal);
        }
    }

    @Test
    void anAddressIsFoundInTheRangesInPageOrder() throws Exception {
        var mapping = file().map(2 * MIB, 4 * MIB, true);
        assertThat(mapping.address(0)).isEqualTo(FIRST.start() + 2 * MIB);
        assertThat(mapping.address(2 * MIB - 1)).isEqualTo(FIRST.end() - 1);
        assertThat(mapping.address(2 * MIB)).isEqualTo(SECOND.start());
        assertThatThrownBy(() -> mapping.address(4 * MIB)).extracting("errno").isEqualTo(Errno.ENXIO);
    }

    @Test
    void aTouchOfEveryPageWritesItsFirstByte() throws Exception {
        assertThat(file().map(0, 2 * MIB, true).touch(false)).isEmpty();
        assertThat(machine.written).isEmpty();
        assertThat(file().map(0, 2 * MIB, true).touch(true)).isEmpty();
        assertThat(machine.written).hasSize(512).containsEntry(FIRST.start(), (byte) 0x5a).containsEntry(FIRST.start() + 511 * 4096, (byte) 0x5a);
    }

    @Test
    void whatLiesBeyondTheEndIsASignalThere() throws Exception {
        assertThat(file().map(4 * MIB, 4 * MIB, true).touch(true)).contains(new Signal(Signal.Code.BUS_ADRERR, 2 * MIB));
        assertThat(file().map(64L << 30, 2 * MIB, true).touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 0));
    }

    /** Bound again is another life: what was mapped before is gone. */
    @Test
    void aMappingEndsWithTheBinding() throws Exception {
        var file = file();
        var mapping = file.map(0, 2 * MIB, true);
        SmallKernel.unbind(device);
        assertThat(mapping.valid()).isFalse();
        assertThat(mapping.touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 0));
        SmallKernel.bind(device, DaxFile.DRIVER, 2);
        assertThat(mapping.valid()).isFalse();
        assertThatThrownBy(() -> file.map(0, 2 * MIB, true)).extracting("errno").isEqualTo(Errno.ENXIO);
        assertThat(file().map(0, 2 * MIB, true).valid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4K, 4K, 4K", "4K, 2M, 2M", "2M, 2M, 2M", "1G, 1G, 1G"})
    void theKernelChoosesAnAddressThatHugePagesFit(String align, String length, String alignment) throws Exception {
        when(((MemoryDevice) device).alignBytes()).thenReturn(Amount.of(align));
        assertThat(file().map(0, Amount.of(length), true).alignment()).isEqualTo(alignment);
    }
}
