package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/kernel/access.md: what may be asked for at a mount, when files are the media's own pages, and what /proc/mounts says of it. */
class MountOptionsTest {

    private final SmallKernel machine = new SmallKernel("6.12");

    private static Superblock superblock(Type type, int blockBytes, int stripe) {
        return new Superblock(type, UUID.randomUUID(), blockBytes, 4096, stripe, false);
    }

    private static List<String> options(String words) {
        return words == null ? List.of() : List.of(words.split(","));
    }

    @ParameterizedTest
    @CsvSource({"EXT4, nosuch", "XFS, nosuch", "EXT4, nouuid", "EXT4, dax=maybe", "XFS, dax=", "XFS, ''"})
    void refusesWhatMeansNothing(Type type, String option) {
        assertThatThrownBy(() -> MountOptions.check(List.of("rw", option), type, machine.kernel)).extracting("errno").isEqualTo(Errno.EINVAL);
        assertThat(machine.log).isEqualTo(option.startsWith("dax=") ? List.of(type.word() + ": Bad value for 'dax'") : List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXT4", "XFS"})
    void takesWhatBothKnow(Type type) {
        assertThatCode(() -> MountOptions.check(List.of("rw", "ro", "relatime", "noatime", "defaults", "dax", "dax=always", "dax=never", "dax=inode"), type, machine.kernel))
                .doesNotThrowAnyException();
        assertThatCode(() -> MountOptions.check(List.of("nouuid"), Type.XFS, machine.kernel)).doesNotThrowAnyException();
    }

    /** The last word about it counts; nothing said is no direct access. */
    @ParameterizedTest
    @CsvSource({", false", "'rw,noatime', false", "dax, true", "dax=always, true", "dax=never, false", "dax=inode, false", "'dax=never,dax', true", "'dax,dax=inode', false"})
    void filesAreTheMediasPagesWhenItWasAskedFor(String words, boolean direct) throws Exception {
        assertThat(MountOptions.direct(options(words), superblock(Type.EXT4, 4096, 0), machine.disk("pmem0", 16 << 20), machine.kernel)).isEqualTo(direct);
    }

    @Test
    void isRefusedByExtAndTurnedOffByXfsWhereTheDeviceCannot() throws Exception {
        var without = machine.disk("pmem0s", 16 << 20);
        without.direct = false;
        var uneven = machine.disk("pmem1", (16 << 20) + 512);
        for (var device : List.of(without, uneven)) {
            machine.log.clear();
            assertThatThrownBy(() -> MountOptions.direct(List.of("dax"), superblock(Type.EXT4, 4096, 0), device, machine.kernel)).extracting("errno").isEqualTo(Errno.EINVAL);
            assertThat(MountOptions.direct(List.of("dax"), superblock(Type.XFS, 4096, 0), device, machine.kernel)).isFalse();
            assertThat(machine.log).containsExactly("EXT4-fs (" + device.name() + "): DAX unsupported by block device.",
                    "XFS (" + device.name() + "): DAX unsupported by block device. Turning off DAX.");
        }
    }

    @Test
    void needsBlocksOfAPage() throws Exception {
        var device = machine.disk("pmem0", 16 << 20);
        assertThatThrownBy(() -> MountOptions.direct(List.of("dax"), superblock(Type.EXT4, 1024, 0), device, machine.kernel)).extracting("errno").isEqualTo(Errno.EINVAL);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "EXT4, 0, -, '%s,relatime'",
        "EXT4, 16, -, '%s,relatime,stripe=16'",
        "EXT4, 16, dax, '%s,relatime,stripe=16,dax=always'",
        "EXT4, 0, dax=inode, '%s,relatime,dax=inode'",
        "XFS, 0, -, '%s,relatime,attr2,inode64,logbufs=8,logbsize=32k,noquota'",
        "XFS, 0, nouuid, '%s,relatime,nouuid,attr2,inode64,logbufs=8,logbsize=32k,noquota'",
        "XFS, 0, dax, '%s,relatime,attr2,dax=always,inode64,logbufs=8,logbsize=32k,noquota'",
        "XFS, 0, dax=never, '%s,relatime,attr2,dax=never,inode64,logbufs=8,logbsize=32k,noquota'",
        "XFS, 0, dax=inode, '%s,relatime,attr2,inode64,logbufs=8,logbsize=32k,noquota'"})
    void isShownAsTheKernelShowsIt(Type type, int stripe, String words, String shown) throws Exception {
        var disk = machine.disk("pmem0", 16 << 20);
        for (boolean readOnly : new boolean[] {false, true}) {
            var found = superblock(type, 4096, stripe);
            var volume = Volume.of(machine.kernel, disk, found, MountOptions.direct(options(words), found, disk, machine.kernel), readOnly);
            assertThat(MountOptions.shown(options(words), volume)).isEqualTo(shown.formatted(readOnly ? "ro" : "rw"));
        }
    }

    /** What xfs turned off it shows as never, though it was asked for. */
    @Test
    void whatWasTurnedOffIsShownAsOff() throws Exception {
        var disk = machine.disk("pmem0s", 16 << 20);
        disk.direct = false;
        var found = superblock(Type.XFS, 4096, 0);
        var volume = Volume.of(machine.kernel, disk, found, MountOptions.direct(List.of("dax"), found, disk, machine.kernel), false);
        assertThat(MountOptions.shown(List.of("dax"), volume)).contains(",dax=never,");
    }
}
