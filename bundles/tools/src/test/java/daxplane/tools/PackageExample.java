package daxplane.tools;

import daxplane.host.Cancellation;
import daxplane.host.EffectSink;
import daxplane.host.Effects;
import daxplane.host.Host;
import java.util.List;
import java.util.UUID;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Tools tools, Host host, Console console) throws Exception {
        // @start region="example"
        Tool daxctl = tools.named("daxctl").orElseThrow();
        EffectSink effects = effect -> Effects.perform(host, effect, Cancellation.NEVER);
        var surroundings = new ToolEnvironment(host, effects, console, UUID::randomUUID, LocalFiles.none());
        int exit = daxctl.run(surroundings, List.of("reconfigure-device", "-m", "system-ram", "dax0.0"));
        // @end
    }
}
