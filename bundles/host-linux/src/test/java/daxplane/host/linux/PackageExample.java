package daxplane.host.linux;

import daxplane.host.Cancellation;
import daxplane.host.Host;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example() throws Exception {
        // @start region="example"
        Host host = LinuxHost.open();
        host.attributes().write("/sys/devices/system/memory/auto_online_blocks", "offline\n", Cancellation.NEVER);
        byte[] labels = host.labelAreas().read("nmem0", 0, 131072);
        // @end
    }
}
