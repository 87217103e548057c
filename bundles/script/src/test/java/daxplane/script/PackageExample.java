package daxplane.script;

import java.util.Map;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Commands commands, Tree tree, Interruption interruption, Streams streams) throws Exception {
        // @start region="example"
        Script script = Parser.parse("for f in /sys/devices/system/memory/*/state; do cat $f; done");
        int status = new Interpreter(commands, tree, new Variables(Map.of()), interruption).run(script, streams);
        // @end
    }
}
