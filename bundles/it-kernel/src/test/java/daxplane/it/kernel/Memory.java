package daxplane.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * What the kernel itself shows about dax0.0 and its three blocks, without daxplane in between.
 *
 * @param policy the kernel's own for new blocks, which nobody may have changed
 */
record Memory(Guest guest, String policy) {

    static final String AUTO_ONLINE = "/sys/devices/system/memory/auto_online_blocks";
    private static final String BLOCKS = "for b in 33 34 35; do cat /sys/devices/system/memory/memory$b/state /sys/devices/system/memory/memory$b/valid_zones; done";

    static Memory of(Guest guest, String kernel) {
        return new Memory(guest, kernel.equals("6.1") ? "offline" : "online"); // Debian's defaults
    }

    /** The same after somebody else has changed the policy. */
    Memory withPolicy(String other) {
        return new Memory(guest, other);
    }

    private String driver() throws IOException {
        return guest.exec("basename $(readlink /sys/bus/dax/devices/dax0.0/driver)").out().strip();
    }

    private String autoOnline() throws IOException {
        return guest.exec("cat " + AUTO_ONLINE).out().strip();
    }

    /** All of it is RAM, movable; nobody's policy was changed. */
    void isSystemRam() throws IOException {
        assertThat(driver()).isEqualTo("kmem");
        assertThat(guest.exec(BLOCKS).out()).isEqualTo("online\nMovable\nonline\nMovable\nonline\nMovable\n");
        assertThat(autoOnline()).isEqualTo(policy);
    }

    /** Back to applications, with nothing left behind. */
    void isDevdax() throws IOException {
        assertThat(driver()).isEqualTo("device_dax");
        assertThat(guest.exec("ls -d /sys/devices/system/memory/memory33 /sys/devices/system/memory/memory34 /sys/devices/system/memory/memory35").out()).isEmpty();
        assertThat(guest.exec("grep -c 'System RAM (kmem)' /proc/iomem").out().strip()).isEqualTo("0");
        assertThat(autoOnline()).isEqualTo(policy);
    }
}
