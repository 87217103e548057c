package daxplane.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.filesystem.SmallKernel.Ran;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Errno;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the programs of file systems make of their words. */
class ProgramsTest {

    private static final String ID = "00112233-4455-6677-8899-aabbccddeeff";

    private final SmallKernel machine = new SmallKernel("6.12");

    @Test
    void optionsAreTakenApartFromOtherWords() throws Exception {
        var line = CommandWords.parse("x", List.of("-q", "a", "-b", "1", "b", "-b", "2", "-U"), Set.of("-q", "-U"), Set.of("-b", "-U"));
        assertThat(line.words()).containsExactly("a", "b");
        assertThat(line.has("-q")).isTrue();
        assertThat(line.value("-b", "0")).as("the last one counts").isEqualTo("2");
        assertThat(line.value("-U", "none")).as("nothing follows it").isEmpty();
        assertThat(line.value("-z", "none")).isEqualTo("none");
        assertThatThrownBy(() -> CommandWords.parse("x", List.of("-z"), Set.of(), Set.of())).extracting("errno").isEqualTo(Errno.EOPNOTSUPP);
    }

    @ParameterizedTest
    @CsvSource({
        "mkfs.ext4 -q, 1024", "mkfs.ext4 -b 4096, 4096", "mkfs.ext4 -b 2048, 2048", "mkfs.ext4 -b 7, 1024",
        "mkfs.xfs -q, 4096", "mkfs.xfs -b size=1024, 1024"})
    void chooseTheBlock(String program, int blockBytes) throws Exception {
        var disk = machine.disk("pmem0", 4 << 20);
        assertThat(machine.run(program + " /dev/pmem0")).isEqualTo(new Ran(0, ""));
        assertThat(Superblock.read(disk)).hasValueSatisfying(made -> {
            assertThat(made.type()).isEqualTo(program.startsWith("mkfs.ext4") ? Type.EXT4 : Type.XFS);
            assertThat(made.blockBytes()).isEqualTo(blockBytes);
            assertThat(made.blocks()).isEqualTo((4 << 20) / blockBytes);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkfs.ext4 -U " + ID, "mkfs.xfs -m uuid=" + ID, "mkswap -U " + ID, "mkswap --uuid " + ID})
    void takeTheIdentityThatIsGiven(String program) throws Exception {
        var disk = machine.disk("pmem0", 4 << 20);
        assertThat(machine.run(program + " /dev/pmem0").status()).isZero();
        assertThat(Superblock.read(disk).orElseThrow().uuid()).hasToString(ID);
        assertThat(machine.run("findfs UUID=" + ID)).isEqualTo(new Ran(0, "/dev/pmem0\n"));
    }

    /** A machine does the same each time; two devices are not alike. */
    @Test
    void makeUpAnIdentityFromTheDevice() throws Exception {
        var one = machine.disk("pmem0", 4 << 20);
        var two = machine.disk("pmem1", 4 << 20);
        machine.run("mkfs.ext4 /dev/pmem0");
        machine.run("mkfs.ext4 /dev/pmem1");
        var again = new SmallKernel("6.12");
        var same = again.disk("pmem0", 4 << 20);
        again.run("mkfs.ext4 /dev/pmem0");
        assertThat(Superblock.read(same)).isEqualTo(Superblock.read(one));
        assertThat(Superblock.read(two).orElseThrow().uuid()).isNotEqualTo(Superblock.read(one).orElseThrow().uuid());
    }

    @Test
    void leaveNoFileOfTheFileSystemBefore() throws Exception {
        machine.disk("pmem0", 4 << 20);
        machine.run("mkfs.xfs /dev/pmem0");
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        machine.mounts.write("/mnt/a", new byte[] {1}, false);
        machine.mounts.unmount("/mnt");
        machine.run("mkfs.xfs -f /dev/pmem0");
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        assertThat(machine.mounts.list("/mnt")).isEmpty();
    }

    @Test
    void makeNothingWhereSomethingIsMounted() throws Exception {
        machine.disk("pmem0", 4 << 20);
        machine.run("mkfs.ext4 /dev/pmem0");
        machine.mounts.mount("/dev/pmem0", "/mnt", List.of());
        assertThat(machine.run("mkfs.ext4 /dev/pmem0")).isEqualTo(new Ran(1, "/dev/pmem0 is mounted; will not make a filesystem here!\n"));
        assertThat(machine.run("mkfs.xfs /dev/pmem0").text()).startsWith("mkfs.xfs: /dev/pmem0 contains a mounted filesystem\nUsage: mkfs.xfs");
        assertThat(machine.run("wipefs -a /dev/pmem0")).isEqualTo(
                new Ran(1, "wipefs: error: /dev/pmem0: probing initialization failed: Device or resource busy\n"));
    }

    @Test
    void tellADeviceThatIsNotThereIsTooSmallOrProtected() throws Exception {
        assertThat(machine.run("mkfs.ext4 /dev/pmem9")).isEqualTo(new Ran(1, "The file /dev/pmem9 does not exist and no size was specified.\n"));
        assertThat(machine.run("mkfs.xfs /dev/pmem9").status()).isEqualTo(1);
        machine.disk("pmem0", FileTable.DATA_AT + 4095);
        assertThat(machine.run("mkfs.ext4 /dev/pmem0")).isEqualTo(new Ran(1, "mkfs.ext4: the device is too small\n"));
        machine.disk("pmem1", FileTable.DATA_AT + 4096);
        assertThat(machine.run("mkfs.ext4 /dev/pmem1").status()).isZero();
        machine.disk("pmem2", 4 << 20).readOnly = true;
        assertThat(machine.run("mkfs.ext4 /dev/pmem2")).isEqualTo(new Ran(1, "/dev/pmem2: Operation not permitted while setting up superblock\n"));
    }

    @Test
    void mountTellsInItsOwnWordsWhatTheKernelRefused() throws Exception {
        String more = "       dmesg(1) may have more information after failed mount system call.\n";
        machine.disk("pmem0", 4 << 20);
        assertThat(machine.run("mount /dev/pmem0 /mnt")).isEqualTo(new Ran(32, "mount: /mnt: mount point does not exist.\n" + more));
        machine.run("mkdir /mnt");
        assertThat(machine.run("mount /dev/pmem0 /mnt")).isEqualTo(new Ran(32, "mount: /mnt: wrong fs type, bad option, bad superblock on /dev/pmem0, "
                + "missing codepage or helper program, or other error.\n" + more));
        assertThat(machine.run("mount /dev/pmem9 /mnt").text()).isEqualTo("mount: /mnt: special device /dev/pmem9 does not exist.\n" + more);
        assertThat(machine.run("mount UUID=" + ID + " /mnt").text()).isEqualTo("mount: /mnt: can't find UUID=" + ID + ".\n" + more);
        machine.run("mkfs.ext4 -b 4096 /dev/pmem0");
        assertThat(machine.run("mount -o dax /dev/pmem0 /mnt")).isEqualTo(new Ran(0, ""));
        assertThat(machine.run("mount")).isEqualTo(new Ran(0, "/dev/pmem0 on /mnt type ext4 (rw,relatime,dax=always)\n"));
        assertThat(machine.run("mount /dev/pmem0 /mnt").text()).isEqualTo("mount: /mnt: /dev/pmem0 already mounted or mount point busy.\n" + more);
        assertThat(machine.run("umount /other")).isEqualTo(new Ran(32, "umount: /other: not mounted.\n"));
        machine.mounts.askUsers("/mnt"::equals);
        assertThat(machine.run("umount /mnt")).isEqualTo(new Ran(32, "umount: /mnt: target is busy.\n"));
    }

    @Test
    void mountSaysWhenItCouldNotBeWritable() throws Exception {
        var disk = machine.disk("pmem0", 4 << 20);
        machine.run("mkfs.ext4 /dev/pmem0");
        machine.run("mkdir /mnt");
        disk.readOnly = true;
        assertThat(machine.run("mount /dev/pmem0 /mnt")).isEqualTo(new Ran(0, "mount: /mnt: WARNING: source write-protected, mounted read-only.\n"));
        machine.run("umount /mnt");
        assertThat(machine.run("mount -o ro /dev/pmem0 /mnt")).isEqualTo(new Ran(0, ""));
    }
}
