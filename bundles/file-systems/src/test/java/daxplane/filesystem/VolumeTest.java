package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a volume: what was written is read, nobody writes into another's, and what the device cannot do is refused as the kernel refuses it. */
class VolumeTest {

    private static final Superblock EXT4 = new Superblock(Type.EXT4, UUID.randomUUID(), 4096, 4096, 0, false);
    private static final int PAGE = 4096;

    private final SmallKernel machine = new SmallKernel("6.12");
    private final MemoryDisk disk;

    VolumeTest() throws KernelException {
        disk = machine.disk("pmem0", 4 << 20);
    }

    private Volume volume(boolean direct, boolean readOnly) throws KernelException {
        return Volume.of(machine.kernel, disk, EXT4, direct, readOnly);
    }

    private static byte[] bytes(int length, int value) {
        byte[] all = new byte[length];
        Arrays.fill(all, (byte) value);
        return all;
    }

    private static void refused(Errno errno, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(KernelException.class).extracting("errno").isEqualTo(errno);
    }

    /** @param at where it is written, at most the size of the file then */
    private record Write(String name, int at, int length, byte value) {
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        return Combinators.combine(Arbitraries.of("a", "b", "c"), Arbitraries.integers().between(0, 100), Arbitraries.integers().between(1, 40_000), Arbitraries.bytes())
                .as(Write::new).list().ofMaxSize(12);
    }

    /** Whichever files grow and move, and through a copy or directly: each has what was written to it, also when it is mounted again. */
    @Property(tries = 60)
    void everyFileHasWhatWasWrittenToIt(@ForAll("writes") List<Write> writes, @ForAll boolean direct) throws Exception {
        var own = new SmallKernel("6.12");
        var device = own.disk("pmem0", 4 << 20);
        var volume = Volume.of(own.kernel, device, EXT4, direct, false);
        Map<String, byte[]> wanted = new TreeMap<>();
        for (Write write : writes) {
            var file = volume.open(write.name(), true);
            byte[] before = wanted.getOrDefault(write.name(), new byte[0]);
            int at = before.length * write.at() / 100;
            assertThat(file.write(at, bytes(write.length(), write.value()))).isEqualTo(write.length());
            byte[] after = Arrays.copyOf(before, Math.max(before.length, at + write.length()));
            Arrays.fill(after, at, at + write.length(), write.value());
            wanted.put(write.name(), after);
        }
        volume.sync();
        for (var mounted : List.of(volume, Volume.of(own.kernel, device, EXT4, !direct, false))) {
            for (var each : wanted.entrySet()) {
                var file = mounted.open(each.getKey(), false);
                assertThat(file.size()).isEqualTo(each.getValue().length);
                assertThat(file.read(0, 1 << 20)).as(each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void readingEndsWithTheFile() throws Exception {
        var file = volume(false, false).open("a", true);
        file.write(0, "hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(file.read(3, 100)).asString().isEqualTo("lo");
        assertThat(file.read(5, 1)).isEmpty();
        assertThat(file.read(500, 1)).isEmpty();
        assertThat(file.write(5, new byte[0])).isZero();
        assertThat(file.size()).isEqualTo(5);
    }

    /** Nothing of who was there before shows. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatLiesBetweenTheEndAndAWriteBehindItIsZero(boolean direct) throws Exception {
        var volume = volume(direct, false);
        volume.open("old", true).write(0, bytes(3 * PAGE, 7));
        volume.remove("old");
        var file = volume.open("new", true);
        file.write(0, bytes(10, 1));

        file.write(2 * PAGE + 5, bytes(3, 2));

        byte[] wanted = new byte[2 * PAGE + 8];
        Arrays.fill(wanted, 0, 10, (byte) 1);
        Arrays.fill(wanted, 2 * PAGE + 5, wanted.length, (byte) 2);
        assertThat(file.read(0, 1 << 20)).isEqualTo(wanted);
    }

    @Test
    void aByteLiesOnTheDeviceWhereTheFileIs() throws Exception {
        var volume = volume(true, false);
        var first = volume.open("a", true);
        first.write(0, bytes(PAGE + 1, 1));
        var second = volume.open("b", true);
        second.write(0, bytes(1, 2));
        assertThat(first.place(0)).isEqualTo(FileTable.DATA_AT);
        assertThat(second.place(0)).as("behind the two pages of the first").isEqualTo(FileTable.DATA_AT + 2 * PAGE);
        assertThat(second.address(7)).isEqualTo(MemoryDisk.ADDRESS + FileTable.DATA_AT + 2 * PAGE + 7);
        refused(Errno.ENXIO, () -> second.place(PAGE));
        refused(Errno.ENXIO, () -> second.place(-1));
    }

    /** Files of more than 16 pages begin behind what the first group of blocks has, on a volume that reaches so far. */
    @Test
    void longFilesBeginBehindTheFirstGroup() throws Exception {
        var large = machine.disk("pmem1", 256L << 20);
        var volume = Volume.of(machine.kernel, large, EXT4, false, false);
        var small = volume.open("small", true);
        small.write(0, bytes(16 * PAGE, 1));
        var longer = volume.open("longer", true);
        longer.write(0, bytes(16 * PAGE + 1, 1));
        assertThat(small.place(0)).isEqualTo(FileTable.DATA_AT);
        assertThat(longer.place(0)).isEqualTo((32_768L + 256) * PAGE);
    }

    @Test
    void whatWasRemovedGivesItsPlaceToTheNext() throws Exception {
        var volume = volume(false, false);
        volume.open("a", true).write(0, bytes(PAGE, 1));
        volume.open("b", true).write(0, bytes(PAGE, 2));
        volume.remove("a");
        refused(Errno.ENOENT, () -> volume.remove("a"));
        refused(Errno.ENOENT, () -> volume.open("a", false));
        var next = volume.open("c", true);
        next.write(0, bytes(PAGE, 3));
        assertThat(next.place(0)).isEqualTo(FileTable.DATA_AT);
        assertThat(volume.names()).containsExactly("b", "c", "lost+found");
    }

    @Test
    void aFileThatDoesNotFitIsAsItWas() throws Exception {
        var file = volume(false, false).open("a", true);
        file.write(0, bytes(PAGE, 1));
        refused(Errno.ENOSPC, () -> file.write(PAGE, bytes(4 << 20, 2)));
        assertThat(file.size()).isEqualTo(PAGE);
        assertThat(file.read(0, PAGE)).isEqualTo(bytes(PAGE, 1));
    }

    @Test
    void allOfTheDeviceCanBeUsedAndNoByteMore() throws Exception {
        int room = (4 << 20) - FileTable.DATA_AT;
        var volume = volume(false, false);
        refused(Errno.ENOSPC, () -> volume.open("a", true).write(0, bytes(room + 1, 1)));
        assertThat(volume.open("b", true).write(0, bytes(room, 1))).isEqualTo(room);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x/y"})
    void someNamesCannotBeMade(String name) throws Exception {
        refused(name.isEmpty() ? Errno.ENOSPC : Errno.ENOENT, () -> volume(false, false).open(name, true));
    }

    @Test
    void aNameHas255CharactersAndADirectoryItsNumberOfFiles() throws Exception {
        var volume = volume(false, false);
        refused(Errno.ENOSPC, () -> volume.open("n".repeat(256), true));
        volume.open("n".repeat(255), true);
        for (int i = 1; i < FileTable.MOST_FILES; i++) {
            volume.open("f" + i, true);
        }
        refused(Errno.ENOSPC, () -> volume.open("one more", true));
        volume.open("f1", true);
    }

    @Test
    void nothingChangesOnAReadOnlyVolume() throws Exception {
        volume(false, false).open("a", true).write(0, bytes(3, 1));
        var volume = volume(false, true);
        var file = volume.open("a", false);
        refused(Errno.EROFS, () -> file.write(0, bytes(1, 2)));
        refused(Errno.EROFS, () -> file.truncate(0));
        refused(Errno.EROFS, () -> volume.open("b", true));
        disk.broken = true;
        volume.sync();
        assertThat(file.read(0, 3)).isEqualTo(bytes(3, 1));
    }

    /** Corpus acc-sigbus-fsdax: what was shut down says EIO to everybody. */
    @Test
    void aVolumeThatWasShutDownOpensNothing() throws Exception {
        var volume = volume(false, false);
        volume.open("a", true);
        volume.shutDown();
        refused(Errno.EIO, () -> volume.open("a", false));
        assertThat(volume.isShutDown()).isTrue();
    }

    @Test
    void aVolumeThatCouldNotRecordItselfTakesNothingMore() throws Exception {
        var volume = volume(false, false);
        volume.open("a", true);
        disk.broken = true;
        refused(Errno.EIO, volume::sync);
        disk.broken = false;
        refused(Errno.EIO, () -> volume.open("a", false));
    }

    /** Corpus err-bb-ext4: pages before the bad one are written; the first page bad is EFAULT; reading is EIO, mapping EHWPOISON. */
    @Test
    void aBadBlockStopsWhatGoesDirectlyToTheMedia() throws Exception {
        var file = volume(true, false).open("a", true);
        file.write(0, bytes(4 * PAGE, 1));
        disk.badPages.add(FileTable.DATA_AT / PAGE + 2L);

        assertThat(file.write(100, bytes(4 * PAGE - 100, 2))).as("up to the page").isEqualTo(2 * PAGE - 100);
        refused(Errno.EFAULT, () -> file.write(2 * PAGE + 5, bytes(1, 2)));
        refused(Errno.EIO, () -> file.read(0, 4 * PAGE));
        refused(Errno.EIO, () -> file.read(2 * PAGE - 1, 2));
        assertThat(file.read(0, 2 * PAGE)).hasSize(2 * PAGE);
        assertThat(file.read(3 * PAGE, PAGE)).isEqualTo(bytes(PAGE, 1));
        refused(Errno.EHWPOISON, () -> file.address(2 * PAGE + 17));
        assertThat(file.address(3 * PAGE)).isEqualTo(MemoryDisk.ADDRESS + FileTable.DATA_AT + 3 * PAGE);
    }

    @Test
    void aDeviceThatHasGoneIsSaid() throws Exception {
        var file = volume(true, false).open("a", true);
        file.write(0, bytes(PAGE, 1));
        disk.gone = true;
        refused(Errno.ENXIO, () -> file.address(0));
        refused(Errno.ENXIO, () -> file.read(0, 1));
        refused(Errno.ENXIO, () -> file.write(0, bytes(1, 1)));
        refused(Errno.EIO, () -> file.write(PAGE, bytes(1, 1)));
    }

    /** Corpus err-ro-block, step 11. */
    @Test
    void whatIsOnAWriteProtectedDeviceIsSaidToBeWrittenOut() throws Exception {
        var volume = volume(true, false);
        disk.readOnly = true;
        volume.sync();
        disk.readOnly = false;
        volume.sync();
    }

    @Test
    void nothingGrowsOnAWriteProtectedDevice() throws Exception {
        var file = volume(false, false).open("a", true);
        file.write(0, bytes(PAGE, 1));
        disk.readOnly = true;
        refused(Errno.EPERM, () -> file.write(PAGE, bytes(1, 2)));
    }

    @Test
    void truncatingChangesTheSizeAndKeepsThePlace() throws Exception {
        var file = volume(false, false).open("a", true);
        file.write(0, bytes(3 * PAGE, 1));
        long place = file.place(0);
        file.truncate(10);
        assertThat(file.size()).isEqualTo(10);
        assertThat(file.read(0, 100)).isEqualTo(bytes(10, 1));
        assertThat(file.place(0)).isEqualTo(place);
        file.truncate(5 * PAGE);
        assertThat(file.size()).isEqualTo(5 * PAGE);
        assertThat(file.read(0, 10)).isEqualTo(bytes(10, 1));
    }
}
