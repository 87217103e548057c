package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.conform.StateMap;
import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.machine.host.SimulatedHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who uses the memory of a machine: volumes, file systems, processes, over the life of machine and process. */
class UserSpaceTest {

    @TempDir
    private Path state;
    private SimulatedHost host;
    /** A disk whose pages can be mapped. */
    private String disk;

    @BeforeEach
    void boot() throws Exception {
        host = Machines.open(state, Machines.TWO_SOCKET);
        disk = host.attributes().list("/sys/class/block").stream().sorted().filter(name -> read("/sys/class/block/" + name + "/queue/dax").equals("1\n"))
                .findFirst().orElseThrow();
        host.modules().load("dm_mod");
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String read(String path) {
        try {
            return host.attributes().read(path);
        } catch (HostException absent) {
            return absent.errno().toString();
        }
    }

    /** What a program prints and its exit status, if it is not 0. */
    private String run(String line, String... input) throws HostException {
        var ended = host.userSpace().run(List.of(line.replace("DISK", "/dev/" + disk).split(" ")), String.join("\n", input).getBytes(StandardCharsets.UTF_8), true,
                Cancellation.NEVER);
        return (new String(ended.out(), StandardCharsets.UTF_8) + new String(ended.err(), StandardCharsets.UTF_8) + (ended.status() == 0 ? "" : "exit " + ended.status())).strip();
    }

    private void run(Stream<String> lines) throws HostException {
        for (String line : lines.toList()) {
            assertThat(run(line)).as(line).doesNotContain("exit");
        }
    }

    private void table(String table) throws HostException {
        var ended = host.userSpace().run(List.of("dmsetup", "create", "vol", "--table", table.replace("DISK", "/dev/" + disk)), new byte[0], false, Cancellation.NEVER);
        assertThat(new String(ended.err(), StandardCharsets.UTF_8)).isEmpty();
    }

    private void mounted() throws HostException {
        run(Stream.of("mkfs.ext4 -q -F -b 4096 DISK", "mkdir -p /mnt", "mount -o dax DISK /mnt"));
        host.userSpace().write("/mnt/f", "hello".getBytes(StandardCharsets.UTF_8), false);
        run(Stream.of("sync"));
    }

    private String file(String path) throws HostException {
        return new String(host.userSpace().read(path), StandardCharsets.UTF_8);
    }

    private void reopen() throws Exception {
        host.close();
        host = Machines.open(state, Machines.TWO_SOCKET);
    }

    /** The machine outlives the process, with everything that its users have. */
    @Test
    void everythingIsBackAfterTheProcessEnded() throws Exception {
        run("sfdisk -q DISK", "label: gpt", "label-id: 000000fc-1111-2222-3333-44444444444c", "start=2048, size=65536", "start=67584, size=65536");
        table("0 65536 linear DISKp2 0".replace("DISKp2", "/dev/" + disk + (Character.isDigit(disk.charAt(disk.length() - 1)) ? "p2" : "2")));
        run(Stream.of("mkfs.ext4 -q -F -b 4096 /dev/mapper/vol", "mkdir -p /mnt", "mount -o dax /dev/mapper/vol /mnt"));
        host.userSpace().write("/mnt/f", "hello".getBytes(StandardCharsets.UTF_8), false);
        run(Stream.of("sync", "process start db", "process db open /mnt/f", "process db mmap 3 0 4K w"));
        var before = StateMap.of(host.attributes());
        String table = run("dmsetup table");
        String processes = run("process list");

        reopen();

        assertThat(run("process list")).isEqualTo(processes);
        assertThat(StateMap.of(host.attributes()).values()).isEqualTo(before.values());
        assertThat(run("dmsetup table")).isEqualTo(table);
        assertThat(file("/mnt/f")).isEqualTo("hello");
        assertThat(run("umount /mnt")).contains("busy");
        run(Stream.of("process db exit", "umount /mnt", "dmsetup remove vol"));
        assertThat(run("dmsetup ls")).isEqualTo("No devices found");
    }

    @Test
    void aClaimKeepsOthersOut() throws Exception {
        mounted();
        assertThatThrownBy(() -> host.blockMedia().openExclusive(disk)).extracting("errno").isEqualTo(Errno.EBUSY);
        assertThat(run("mkfs.ext4 -q -F -b 4096 DISK")).contains("is mounted; will not make a filesystem here!");
        assertThat(run("mkswap DISK")).contains("will not make swapspace");
        assertThat(host.holders().of(disk)).anyMatch(holder -> holder.command().equals("ext4 on /mnt"));
        run(Stream.of("umount /mnt"));
        host.blockMedia().openExclusive(disk).close();
    }

    /** docs/kernel/observed.md: the kernel takes the device away, the next touch is a signal, and the umount crashes. */
    @Test
    void aDeviceThatGoesBelowAMappedFileEndsInASignalAndACrash() throws Exception {
        mounted();
        run(Stream.of("process start db", "process db open /mnt/f", "process db mmap 3 0 4K w", "process db touch w"));
        String holder = host.attributes().realPath("/sys/class/block/" + disk + "/device");
        host.attributes().write("/sys/bus/nd/drivers/nd_pmem/unbind", holder.substring(holder.lastIndexOf('/') + 1), Cancellation.NEVER);

        assertThat(run("process db touch")).isEqualTo("SIGBUS BUS_ADRERR at +0x0\nexit 135");
        assertThatThrownBy(() -> file("/mnt/f")).extracting("errno").isEqualTo(Errno.EIO);
        assertThat(run("umount /mnt")).isEqualTo("exit 137");
        host.attributes().write("/sys/bus/nd/drivers/nd_pmem/bind", holder.substring(holder.lastIndexOf('/') + 1), Cancellation.NEVER);
        assertThat(run("mount -o dax DISK /mnt")).contains("File exists");
        host.power().orElseThrow().reboot();
        run(Stream.of("mkdir -p /mnt", "mount -o dax DISK /mnt"));
        assertThat(file("/mnt/f")).as("the touch wrote to the media").isEqualTo("Zello");
    }

    /** What was synced outlives the power, whatever else is lost. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 40})
    void whatWasSyncedOutlivesThePower(int writes) throws Exception {
        mounted();
        host.faults().failPowerAfter(writes, writes);
        try {
            for (int i = 0; i < 20; i++) {
                host.userSpace().write("/mnt/g" + i, ("more " + i).getBytes(StandardCharsets.UTF_8), false);
            }
            run("sync");
        } catch (HostException powerFailed) {
            assertThat(powerFailed.errno()).isIn(Errno.EIO, Errno.ENOENT);
        }
        host.power().orElseThrow().powerLoss();
        run(Stream.of("mkdir -p /mnt", "mount -o dax DISK /mnt"));
        assertThat(file("/mnt/f")).isEqualTo("hello");
        assertThat(host.userSpace().list("/mnt")).contains("f", "lost+found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 8", "0 8 linear DISK", "8 8 linear DISK 0", "0 0 linear DISK 0", "0 8 nothing DISK 0", "0 18446744073709551616 linear DISK 0",
        "0 8 linear /dev/nowhere 0", "0 8 linear DISK 18446744073709551608", "0 8 striped 0 8 DISK 0", "0 9223372036854775807 linear DISK 0", "", "x y z"})
    void aTableThatIsNoneLeavesNothingBehind(String table) throws Exception {
        var before = StateMap.of(host.attributes());
        var ended = host.userSpace().run(List.of("dmsetup", "create", "vol", "--table", table.replace("DISK", "/dev/" + disk)), new byte[0], false, Cancellation.NEVER);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(StateMap.of(host.attributes()).values()).isEqualTo(before.values());
    }

    @Test
    void aVolumeIsNeverBelowItself() throws Exception {
        table("0 8192 linear DISK 0");
        var ended = host.userSpace().run(List.of("dmsetup", "load", "vol", "--table", "0 8 linear /dev/mapper/vol 0"), new byte[0], false, Cancellation.NEVER);
        assertThat(new String(ended.err(), StandardCharsets.UTF_8)).contains("Invalid argument");
        assertThat(run("dmsetup table vol")).startsWith("0 8192 linear");
    }
}
