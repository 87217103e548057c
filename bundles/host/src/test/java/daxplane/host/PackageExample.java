package daxplane.host;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Host host) throws Exception {
        // @start region="example"
        String driver = host.attributes().readLink("/sys/bus/dax/devices/dax0.0/driver");
        var result = Effects.perform(host, new Effect.WriteAttribute("/sys/bus/dax/drivers/device_dax/unbind", "dax0.0\n"), Cancellation.NEVER);
        if (result instanceof EffectResult.Failed(var errno, var at, var _)) {
            System.out.println(errno + " at " + at);
        }
        // @end
    }
}
