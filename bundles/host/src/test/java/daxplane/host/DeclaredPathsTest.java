package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.recorded.AttributeTree;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredPathsTest {

    /** Every kind of file that administrators and their tools write in the recordings. */
    @ParameterizedTest
    @ValueSource(strings = {
        "/sys/bus/dax/drivers/kmem/new_id", "/sys/bus/dax/drivers/device_dax/unbind", "/sys/bus/dax/drivers_probe",
        "/sys/bus/dax/drivers_autoprobe", "/sys/bus/dax/devices/dax0.0/size", "/sys/bus/dax/devices/dax0.0/memmap_on_memory",
        "/sys/bus/nd/drivers/nd_region/bind", "/sys/bus/nd/drivers_probe", "/sys/bus/nd/devices/namespace0.0/uuid",
        "/sys/bus/nd/devices/ndbus0/nfit/scrub", "/sys/bus/nd/devices/nmem0/security", "/sys/bus/nd/devices/region0/deep_flush",
        "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/namespace0.0/driver/unbind",
        "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.0/dax0.0/driver/remove_id",
        "/sys/devices/platform/hmem.0/dax_region/create", "/sys/devices/platform/e820_pmem/ndbus0/region0/read_only",
        "/sys/devices/platform/ACPI0017:00/root0/decoder0.0/create_ram_region", "/sys/class/block/pmem0.1/badblocks", "/sys/block/pmem0s/ro",
        "/sys/devices/system/memory/auto_online_blocks", "/sys/devices/system/memory/memory33/state",
        "/sys/module/memory_hotplug/parameters/online_policy",
    })
    void letsThroughWhatTheToolsWrite(String path) throws HostException {
        assertThat(DeclaredPaths.normalised(path)).isEqualTo(path);
        DeclaredPaths.requireWritable(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/etc/passwd", "/proc/sysrq-trigger", "/proc/iomem", "/dev/pmem0", "/sys", "/sys/power/state", "/sys/bus/pci/drivers/nvme/unbind",
        "/sys/bus/platform/drivers/hmem/uevent", "/sys/bus/dax", "/sys/bus/dax/drivers/kmem", "/sys/bus/dax/devices/dax0.0",
        "/sys/bus/daxx/drivers/kmem/bind", "/sys/kernel/debug/x", "/sys/class/block/sda/ro", "/sys/module/kmem/parameters/x",
        "/sys/module/memory_hotplug/parameters", "/sys/devices/system/cpu/cpu0/online", "/sys/devices/system/memory",
        "/sys/devices/xndbus0/y", "/home/x/sys/bus/dax/drivers/kmem/bind", "/sys/bus/dax/drivers/kmem/bind\n/etc/passwd",
    })
    void refusesEverythingElse(String path) {
        assertThatThrownBy(() -> DeclaredPaths.requireWritable(path)).satisfies(failsWith(Errno.EPERM));
    }

    @ParameterizedTest
    @CsvSource({"/sys//bus/dax/, /sys/bus/dax", "//, /", "/proc/iomem, /proc/iomem"})
    void normalisesSlashes(String path, String normal) throws HostException {
        assertThat(DeclaredPaths.normalised(path)).isEqualTo(normal);
    }

    @Test
    void refusesWhatIsNoPath() {
        for (String path : new String[] {"sys/bus", "", "/sys/bus\0/dax"}) {
            assertThatThrownBy(() -> DeclaredPaths.normalised(path)).satisfies(failsWith(Errno.EINVAL));
        }
        assertThatThrownBy(() -> DeclaredPaths.normalised("/" + "x/".repeat(2048))).satisfies(failsWith(Errno.ENAMETOOLONG));
    }

    @Test
    void onlyTheMachineKnowsWhereAPathLeadsThatGoesUp() {
        assertThat(DeclaredPaths.dependsOnLinks("/sys/bus/dax/devices/dax0.0/../x")).isTrue();
        assertThat(DeclaredPaths.dependsOnLinks("/sys/./bus")).isTrue();
        assertThat(DeclaredPaths.dependsOnLinks("/sys/bus/dax/devices/dax0.0/..x/y..")).isFalse();
    }

    private final AttributeTree tree = new AttributeTree()
            .file("/sys/bus/dax/drivers/kmem/bind", 0200, "").file("/sys/module/kmem/parameters/danger", "0\n")
            .link("/sys/bus/dax/drivers/kmem/module", "../../../../module/kmem")
            .file("/sys/devices/platform/hmem.0/dax0.0/size", "0\n")
            .link("/sys/bus/dax/devices/dax0.0", "../../../devices/platform/hmem.0/dax0.0")
            .link("/sys/bus/dax/devices/dax9.9/escape", "/sys/module/kmem/parameters/danger");
    private final GuardedAttributes guarded = new GuardedAttributes(tree);

    @Test
    void aGuardLetsDeclaredWritesThroughAndReadsEverything() throws HostException {
        assertThat(guarded.write("/sys/bus/dax/devices//dax0.0/size", "5\n", Cancellation.NEVER)).isEqualTo(2);
        assertThat(guarded.read("/sys/devices/platform/hmem.0/dax0.0/size")).isEqualTo("5\n");
        assertThat(guarded.read("/sys/module/kmem/parameters/danger")).isEqualTo("0\n");
        assertThat(guarded.list("/sys/bus/dax/drivers")).containsExactly("kmem");
        assertThat(guarded.readLink("/sys/bus/dax/drivers/kmem/module")).isEqualTo("../../../../module/kmem");
        assertThat(guarded.realPath("/sys/bus/dax/drivers/kmem/module")).isEqualTo("/sys/module/kmem");
        assertThat(guarded.kind("/sys/bus/dax/drivers/kmem/module")).isEqualTo(Attributes.Kind.LINK);
    }

    @Test
    void aGuardDoesNotFollowLinksOutOfTheSubsystems() {
        assertThatThrownBy(() -> guarded.write("/sys/bus/dax/devices/dax9.9/escape", "1\n", Cancellation.NEVER)).satisfies(failsWith(Errno.EPERM));
        assertThatThrownBy(() -> guarded.write("/sys/bus/dax/drivers/kmem/module/parameters/danger", "1\n", Cancellation.NEVER))
                .satisfies(failsWith(Errno.EPERM));
        assertThatThrownBy(() -> guarded.write("/sys/module/kmem/parameters/danger", "1\n", Cancellation.NEVER)).satisfies(failsWith(Errno.EPERM));
    }

    @Test
    void aGuardLeavesTheKernelsAnswersAlone() {
        assertThatThrownBy(() -> guarded.write("/sys/bus/dax/drivers/absent/bind", "x\n", Cancellation.NEVER)).satisfies(failsWith(Errno.ENOENT));
        assertThatThrownBy(() -> guarded.write("/sys/bus/dax/drivers/kmem/bind", "x".repeat(4097), Cancellation.NEVER)).satisfies(failsWith(Errno.E2BIG));
    }

    /** Up from where the link led, not from where it stands; and out of the subsystems is out of them on every way. */
    @Test
    void aGuardJudgesAPathThatGoesUpByWhereItLeads() throws HostException {
        tree.file("/sys/devices/platform/hmem.0/dax_region/create", 0200, "").file("/sys/devices/platform/other", "0\n");

        assertThat(guarded.write("/sys/bus/dax/devices/dax0.0/../dax_region/create", "1\n", Cancellation.NEVER)).isEqualTo(2);
        assertThat(guarded.write("/sys/bus/./dax/devices/dax0.0/../dax0.0/size", "7\n", Cancellation.NEVER)).isEqualTo(2);
        assertThat(guarded.read("/sys/devices/platform/hmem.0/dax0.0/size")).isEqualTo("7\n");
        refuses("/sys/bus/dax/devices/dax0.0/../../other", Errno.EPERM);
        refuses("/sys/bus/dax/drivers/kmem/module/../kmem/parameters/danger", Errno.EPERM);
        refuses("/sys/bus/dax/devices/../../../module/kmem/parameters/danger", Errno.EPERM);
        refuses("/sys/bus/dax/devices/dax0.0/../dax_region/nosuch", Errno.ENOENT);
        refuses("/sys/bus/dax/devices/dax0.0/size/../size", Errno.ENOTDIR);
    }

    @Test
    void aGuardTellsOfDirectoriesWhatTheKernelTells() {
        refuses("/sys/bus/dax/devices/dax0.0", Errno.EISDIR);
        refuses("/sys/bus/dax/devices/dax0.0/", Errno.EISDIR);
        refuses("/sys/bus/dax/devices/dax0.0/..", Errno.EISDIR);
        refuses("/sys", Errno.EISDIR);
        refuses("/sys/module/nosuch", Errno.EPERM);
    }

    private void refuses(String path, Errno errno) {
        assertThatThrownBy(() -> guarded.write(path, "1\n", Cancellation.NEVER)).as(path).satisfies(failsWith(errno));
    }

    private static ThrowingConsumer<Throwable> failsWith(Errno errno) {
        return failure -> {
            assertThat(failure).isInstanceOf(HostException.class);
            assertThat(((HostException) failure).errno()).isEqualTo(errno);
        };
    }
}
