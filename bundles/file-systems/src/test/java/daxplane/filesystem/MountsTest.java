package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may mount what, and what becomes of a mount when it or its device goes. Corpus acc-ext4-basic, acc-xfs-basic, acc-fs-hold, acc-sigbus. */
class MountsTest {

    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private SmallKernel machine = new SmallKernel("6.12");

    private MemoryDisk disk(String name, Type type) throws KernelException {
        var disk = machine.disk(name, 4 << 20);
        new Superblock(type, ID, 4096, 1024, 0, false).write(disk);
        return disk;
    }

    private static void refused(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(KernelException.class).extracting("errno").isEqualTo(errno);
    }

    @ParameterizedTest
    @CsvSource({"EXT4, '/dev/pmem0 /mnt ext4 rw,relatime 0 0'", "XFS, '/dev/pmem0 /mnt xfs rw,relatime,attr2,inode64,logbufs=8,logbsize=32k,noquota 0 0'"})
    void isShownWithItsDeviceHoweverItWasFound(Type type, String line) throws Exception {
        disk("pmem0", type);
        assertThat(machine.mounts.mount("/dev/pmem0", "/mnt", List.of())).isEqualTo(line);
        machine.mounts.unmount("/mnt");
        assertThat(machine.mounts.mount("UUID=" + ID, "/mnt", List.of())).isEqualTo(line);
        assertThat(machine.mounts.text()).isEqualTo(line + "\n");
    }

    @Test
    void claimsItsDeviceUntilTheLastMountIsGone() throws Exception {
        var disk = disk("pmem0", Type.EXT4);
        machine.mounts.mount("/dev/pmem0", "/a", List.of());
        machine.mounts.mount("/dev/pmem0", "/b", List.of());
        assertThat(machine.layer.opened(disk)).as("a volume opens its device once").isEqualTo(1);
        assertThat(machine.layer.claimant("pmem0")).hasValueSatisfying(holder -> assertThat(holder.command()).isEqualTo("ext4 on /a"));
        refused(Errno.EBUSY, () -> machine.swaps.on(swap(disk)));

        machine.mounts.unmount("/a");
        assertThat(machine.layer.claimant("pmem0")).isPresent();
        machine.mounts.unmount("/b");
        assertThat(machine.layer.claimant("pmem0")).isEmpty();
        assertThat(machine.layer.opened(disk)).isZero();
    }

    private static MemoryDisk swap(MemoryDisk disk) throws KernelException {
        new Superblock(Type.SWAP, ID, 4096, 1023, 0, false).write(disk);
        return disk;
    }

    @Test
    void refusesWhatCannotBeMountedAndLeavesTheDeviceFree() throws Exception {
        var disk = disk("pmem0", Type.SWAP);
        machine.disk("pmem1", 4 << 20);
        refused(Errno.ENOENT, () -> machine.mounts.mount("/dev/pmem9", "/mnt", List.of()));
        refused(Errno.EINVAL, () -> machine.mounts.mount("/dev/pmem0", "/mnt", List.of()));
        refused(Errno.EINVAL, () -> machine.mounts.mount("/dev/pmem1", "/mnt", List.of()));
        new Superblock(Type.EXT4, ID, 4096, 1024, 0, false).write(disk);
        refused(Errno.EINVAL, () -> machine.mounts.mount("/dev/pmem0", "/mnt", List.of("nosuch")));
        assertThat(machine.layer.opened("test")).isZero();
        assertThat(machine.mounts.text()).isEmpty();

        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        refused(Errno.EBUSY, () -> machine.mounts.mount("/dev/pmem0", "/mnt", List.of()));
        refused(Errno.EINVAL, () -> machine.mounts.unmount("/other"));
    }

    /** Corpus acc-xfs-basic, step 13. */
    @Test
    void xfsIsNotMountedBesideItsTwin() throws Exception {
        disk("pmem0", Type.XFS);
        disk("pmem1", Type.XFS);
        machine.mounts.mount("/dev/pmem0", "/a", List.of());
        refused(Errno.EINVAL, () -> machine.mounts.mount("/dev/pmem1", "/b", List.of()));
        assertThat(machine.log).endsWith("XFS (pmem1): Filesystem has duplicate UUID " + ID + " - can't mount");
        assertThat(machine.layer.claimant("pmem1")).isEmpty();
        machine.mounts.mount("/dev/pmem1", "/b", List.of("nouuid"));
    }

    @Test
    void extDoesNotMindItsTwin() throws Exception {
        disk("pmem0", Type.EXT4);
        disk("pmem1", Type.EXT4);
        machine.mounts.mount("/dev/pmem0", "/a", List.of());
        machine.mounts.mount("/dev/pmem1", "/b", List.of());
    }

    /** What was not taken away properly is recovered at the next mount, and said so by ext4. */
    @Test
    void aCleanUnmountNeedsNoRecovery() throws Exception {
        var disk = disk("pmem0", Type.EXT4);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        assertThat(Superblock.read(disk).orElseThrow().needsRecovery()).isTrue();
        machine.mounts.unmount("/mnt");
        assertThat(Superblock.read(disk).orElseThrow().needsRecovery()).isFalse();
        assertThat(machine.log).noneMatch(line -> line.contains("recovery"));

        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        var next = new SmallKernel("6.12");
        var same = next.disk("pmem0", 4 << 20);
        same.write(0, disk.read(0, 1 << 20));
        next.mounts.mount("/dev/pmem0", "/mnt", List.of());
        assertThat(next.log).first().isEqualTo("EXT4-fs (pmem0): recovery complete");
    }

    @Test
    void aReadOnlyMountLeavesTheMediaAlone() throws Exception {
        var disk = disk("pmem0", Type.EXT4);
        byte[] before = disk.read(0, 1 << 20);
        for (String why : List.of("asked", "protected")) {
            disk.readOnly = why.equals("protected");
            assertThat(machine.mounts.mount("/dev/pmem0", "/mnt", disk.readOnly ? List.of() : List.of("ro"))).as(why).contains(" ro,relatime ");
            machine.mounts.unmount("/mnt");
        }
        assertThat(disk.read(0, 1 << 20)).isEqualTo(before);
    }

    @Test
    void isBusyWhileAProgramHasFilesOpen() throws Exception {
        disk("pmem0", Type.EXT4);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        var used = new java.util.HashSet<>(List.of("/mnt"));
        machine.mounts.askUsers(used::contains);
        refused(Errno.EBUSY, () -> machine.mounts.unmount("/mnt"));
        assertThat(machine.mounts.text()).isNotEmpty();
        used.clear();
        machine.mounts.unmount("/mnt");
    }

    /** From 6.12 on a file system hears of it that its device has gone. */
    @ParameterizedTest
    @ValueSource(strings = {"6.1", "6.12"})
    void knowsOfAGoneDeviceSinceSixTwelve(String release) throws Exception {
        machine = new SmallKernel(release);
        var disk = disk("pmem0", Type.XFS);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        machine.mounts.write("/mnt/a", new byte[] {1}, false);
        disk.gone = true;
        machine.mounts.gone(disk);
        assertThat(machine.log.contains("XFS (pmem0): Block device removal (0x20) detected.  Shutting down filesystem.")).isEqualTo(release.equals("6.12"));
        if (release.equals("6.12")) {
            refused(Errno.EIO, () -> machine.mounts.file("/mnt/a", false));
        } else {
            assertThat(machine.mounts.file("/mnt/a", false)).isPresent();
        }
    }

    /** Corpus acc-sigbus-fsdax, steps 11 and 14: who unmounts what was mapped is killed, and its name is taken until the next boot. */
    @ParameterizedTest
    @EnumSource(names = {"EXT4", "XFS"})
    void unmountingWhatWasMappedAndHasGoneCrashes(Type type) throws Exception {
        var disk = disk("pmem0", type);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of("dax"));
        machine.mounts.write("/mnt/a", new byte[] {1}, false);
        machine.mounts.mapped("/mnt/a");
        disk.gone = true;
        assertThatThrownBy(() -> machine.mounts.unmount("/mnt")).isInstanceOf(Mounts.Oops.class);
        assertThat(machine.mounts.text()).isEmpty();
        machine.layer.remove(disk);

        disk("pmem0", type);
        refused(Errno.EEXIST, () -> machine.mounts.mount("/dev/pmem0", "/mnt", List.of()));
        disk("pmem1", type);
        machine.mounts.mount("/dev/pmem1", "/mnt", List.of());
    }

    @Test
    void unmountingWhatHasGoneAndWasNotMappedIsANoteInTheLog() throws Exception {
        var disk = disk("pmem0", Type.EXT4);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        disk.broken = true;
        machine.mounts.unmount("/mnt");
        assertThat(machine.log).contains("Buffer I/O error on dev pmem0, logical block 0, lost sync page write");
        assertThat(machine.layer.claimant("pmem0")).isEmpty();
    }

    @Test
    void aPathBelongsToTheLongestMountPoint() throws Exception {
        disk("pmem0", Type.EXT4);
        disk("pmem1", Type.XFS);
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        machine.mounts.mount("/dev/pmem1", "/mnt/deep", List.of("nouuid"));
        assertThat(machine.mounts.pointOf("/mnt/deep/a")).contains("/mnt/deep");
        assertThat(machine.mounts.pointOf("/mnt/deeper")).contains("/mnt");
        assertThat(machine.mounts.pointOf("/mnt")).contains("/mnt");
        assertThat(machine.mounts.pointOf("/mntx/a")).isEmpty();
    }

    @Test
    void filesAreWrittenAppendedListedAndRemovedByPath() throws Exception {
        disk("pmem0", Type.EXT4);
        machine.mounts.makeDirectory("/empty");
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        machine.mounts.write("/mnt/a", "one\n".getBytes(StandardCharsets.US_ASCII), false);
        machine.mounts.write("/mnt/a", "two\n".getBytes(StandardCharsets.US_ASCII), true);
        assertThat(machine.mounts.read("/mnt/a")).asString().isEqualTo("one\ntwo\n");
        machine.mounts.write("/mnt/a", "3\n".getBytes(StandardCharsets.US_ASCII), false);
        assertThat(machine.mounts.read("/mnt/a")).asString().isEqualTo("3\n");
        assertThat(machine.mounts.list("/mnt")).containsExactly("a", "lost+found");
        assertThat(machine.mounts.list("/empty")).isEmpty();
        refused(Errno.ENOTDIR, () -> machine.mounts.list("/mnt/a"));
        refused(Errno.ENOENT, () -> machine.mounts.list("/mnt/b"));
        refused(Errno.EISDIR, () -> machine.mounts.open("/empty", false));
        refused(Errno.ENOENT, () -> machine.mounts.open("/empty/x", false));
        refused(Errno.EROFS, () -> machine.mounts.open("/empty/x", true));
        refused(Errno.ENOENT, () -> machine.mounts.read("/mnt/b"));
        machine.mounts.remove("/mnt/a");
        refused(Errno.ENOENT, () -> machine.mounts.remove("/mnt/a"));
        assertThat(machine.mounts.covers("/mnt/x")).isTrue();
        assertThat(machine.mounts.covers("/mntx")).isFalse();
    }

    /** A machine outlives its process: mounts, what is below them and the crashes of before are there again. */
    @Test
    void isThereAgainInTheNextProcess() throws Exception {
        var disk = disk("pmem0", Type.XFS);
        machine.mounts.mount("/dev/pmem0", "/a", List.of("nouuid"));
        machine.mounts.mount("/dev/pmem0", "/b", List.of());
        machine.mounts.write("/a/x", "kept".getBytes(StandardCharsets.US_ASCII), false);
        machine.mounts.sync();
        machine.mounts.makeDirectory("/made");
        var text = machine.mounts.text();

        var next = new SmallKernel("6.12");
        var same = next.disk("pmem0", 4 << 20);
        same.write(0, disk.read(0, 1 << 20));
        next.restore(new TreeMap<>(machine.kept));
        assertThat(next.mounts.text()).isEqualTo(text);
        assertThat(next.mounts.read("/b/x")).asString().isEqualTo("kept");
        assertThat(next.mounts.isDirectory("/made")).isTrue();
        assertThat(next.layer.opened(same)).isEqualTo(1);
        assertThat(next.layer.claimant("pmem0")).hasValueSatisfying(holder -> assertThat(holder.command()).isEqualTo("xfs on /a"));
        next.mounts.unmount("/a");
        next.mounts.unmount("/b");
        assertThat(next.layer.claimant("pmem0")).isEmpty();
    }
}
