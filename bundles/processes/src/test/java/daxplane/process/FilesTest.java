package daxplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Block devices and files of volumes, as a program sees them. Corpus acc-ioctl, acc-sigbus-fsdax, err-bb-read, err-bb-ext4. */
class FilesTest {

    private static final int PAGE = 4096;
    private static final long BASE = 1L << 32;

    private BlockFile block(long bytes) throws KernelException {
        return new BlockFile("/dev/pmem0", new SmallKernel("6.12").disk("pmem0", bytes));
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 100", "10000, 4096, 240", "10240, 1, 0", "99999, 1, 0"})
    void aBlockDeviceIsReadToItsEnd(long offset, int length, int bytes) throws Exception {
        assertThat(block(10_240).read(offset, length, false)).hasSize(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1, 512, EINVAL", "0, 100, EINVAL", "-512, 512, EINVAL"})
    void directAccessCountsInBlocks(long offset, int length, Errno errno) throws Exception {
        var file = block(10_240);
        assertThatThrownBy(() -> file.read(offset, length, true)).extracting("errno").isEqualTo(errno);
        assertThatThrownBy(() -> file.write(offset, new byte[length], true)).extracting("errno").isEqualTo(errno);
    }

    @Test
    void aWriteEndsWithTheDevice() throws Exception {
        var file = block(10_240);
        assertThat(file.write(10_000, new byte[500], false)).isEqualTo(240);
        verify(file.device()).write(10_000, new byte[240]);
        assertThatThrownBy(() -> file.write(10_240, new byte[1], false)).extracting("errno").isEqualTo(Errno.ENOSPC);
        when(file.device().readOnly()).thenReturn(true);
        assertThatThrownBy(() -> file.write(0, new byte[1], false)).extracting("errno").isEqualTo(Errno.EPERM);
    }

    /** Whole pages come into the page cache: what lies before the first bad one is read, and nothing when it is the first. */
    @ParameterizedTest
    @CsvSource({"0, 16384, 8192", "100, 16384, 8092", "4096, 4096, 4096", "12288, 4096, 4096"})
    void aCachedReadEndsBeforeTheFirstBadPage(long offset, int length, int bytes) throws Exception {
        var file = block(20_480);
        when(file.device().bad(anyLong(), anyInt())).thenAnswer(call -> call.<Long>getArgument(0) == 2 * PAGE);
        assertThat(file.read(offset, length, false)).hasSize(bytes);
        assertThatThrownBy(() -> file.read(2 * PAGE + 5, 1, false)).extracting("errno").isEqualTo(Errno.EIO);
    }

    @Test
    void aBlockDeviceThatHasGoneIsAnError() throws Exception {
        var file = block(20_480);
        var mapping = file.map(0, 2 * PAGE, true);
        assertThat(mapping.touch(true)).isEmpty();
        when(file.device().gone()).thenReturn(true);
        assertThatThrownBy(() -> file.read(0, 1, false)).extracting("errno").isEqualTo(Errno.EIO);
        assertThatThrownBy(file::sync).extracting("errno").isEqualTo(Errno.EIO);
        assertThat(mapping.touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 0));
    }

    @Test
    void aTouchOfABlockDeviceEndsAtItsEndOrAtABadPage() throws Exception {
        var file = block(3 * PAGE);
        assertThat(file.map(0, 4 * PAGE, true).touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 3 * PAGE));
        assertThat(file.map(PAGE, 4 * PAGE, true).touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 2 * PAGE));
        when(file.device().bad(anyLong(), anyInt())).thenAnswer(call -> call.<Long>getArgument(0) == PAGE);
        assertThat(file.map(0, 3 * PAGE, true).touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, PAGE));
    }

    private static RegularFile regular(SmallKernel machine, long size, boolean direct) throws KernelException {
        return new RegularFile(machine.kernel, "/mnt/a", SmallKernel.file(size, BASE, direct));
    }

    @Test
    void aFileIsReadThroughTheCacheUpToABadPage() throws Exception {
        var file = regular(new SmallKernel("6.12"), 3 * PAGE, false);
        when(file.file().device().bad(anyLong(), anyInt())).thenAnswer(call -> call.<Long>getArgument(0) == 2 * PAGE);
        assertThat(file.read(0, 3 * PAGE, false)).hasSize(2 * PAGE);
        assertThat(file.read(PAGE + 100, 3 * PAGE, false)).hasSize(PAGE - 100);
        assertThatThrownBy(() -> file.read(2 * PAGE + 7, 1, false)).extracting("errno").isEqualTo(Errno.EIO);
        assertThat(file.read(3 * PAGE, 1, false)).isEmpty();
    }

    /** Poison tells itself as such from 6.12 on. */
    @ParameterizedTest
    @CsvSource({"6.1, BUS_ADRERR", "6.12, BUS_MCEERR_AR"})
    void aTouchOfPoisonIsASignalOfItsOwn(String release, Signal.Code code) throws Exception {
        var file = regular(new SmallKernel(release), 3 * PAGE, true);
        when(file.file().address(PAGE)).thenThrow(new KernelException(Errno.EHWPOISON));
        for (boolean write : new boolean[] {false, true}) {
            assertThat(file.map(0, 3 * PAGE, true).touch(write)).contains(new Signal(code, PAGE));
        }
        assertThat(file.map(PAGE, PAGE, true).valid()).as("the device is still there").isTrue();
    }

    @Test
    void aDirectMappingIsOfTheMediaAndEndsWithThem() throws Exception {
        var machine = new SmallKernel("6.12");
        var file = regular(machine, 2 * PAGE, true);
        var mapping = file.map(PAGE, PAGE, true);
        assertThat(mapping.touch(true)).isEmpty();
        assertThat(machine.written).containsOnlyKeys(BASE + PAGE);
        assertThat(mapping.address(3)).isEqualTo(BASE + PAGE + 3);
        assertThat(mapping.valid()).isTrue();
        when(file.file().address(anyLong())).thenThrow(new KernelException(Errno.ENXIO));
        assertThat(mapping.valid()).isFalse();
        assertThat(mapping.touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 0));
    }

    @Test
    void aTouchBeyondTheEndOfAFileIsASignal() throws Exception {
        for (boolean direct : new boolean[] {false, true}) {
            var file = regular(new SmallKernel("6.12"), PAGE + 1, direct);
            assertThat(file.map(0, 3 * PAGE, true).touch(false)).contains(new Signal(Signal.Code.BUS_ADRERR, 2 * PAGE));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 2097152, 2M", "true, 2097151, 4K", "false, 2097152, 4K"})
    void directMappingsOfHugePagesAreAligned(boolean direct, long length, String alignment) throws Exception {
        assertThat(regular(new SmallKernel("6.12"), 4 << 20, direct).map(0, length, true).alignment()).isEqualTo(alignment);
    }

    @ParameterizedTest
    @ValueSource(longs = {-4096, 1, 4095})
    void aMappingBeginsAtAPage(long offset) throws Exception {
        var machine = new SmallKernel("6.12");
        for (Openable file : new Openable[] {regular(machine, 1 << 20, true), new BlockFile("/dev/pmem0", machine.disk("pmem0", 1 << 20))}) {
            assertThatThrownBy(() -> file.map(offset, PAGE, true)).extracting("errno").isEqualTo(Errno.EINVAL);
            assertThatThrownBy(() -> file.map(0, 0, true)).extracting("errno").isEqualTo(Errno.EINVAL);
        }
    }

    @Test
    void whatHasGoneIsASignalAtEveryTouch() {
        var gone = new GoneMapping();
        assertThat(gone.valid()).isFalse();
        assertThat(gone.touch(true)).hasValueSatisfying(signal -> assertThat(signal.text()).isEqualTo("SIGBUS BUS_ADRERR at +0x0"));
        assertThatThrownBy(() -> gone.address(0)).extracting("errno").isEqualTo(Errno.ENXIO);
    }
}
