package daxplane.host.firmware;

import daxplane.host.Host;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host) throws Exception {
        // @start region="example"
        var answer = host.firmware().ask("nmem0", FirmwareCall.SMART);
        SmartHealth health = SmartHealth.decode(answer);
        // @end
    }
}
