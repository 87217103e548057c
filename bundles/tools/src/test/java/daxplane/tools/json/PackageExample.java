package daxplane.tools.json;

import daxplane.tools.Console;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Console console) throws Exception {
        // @start region="example"
        var device = new JsonObject().put("chardev", "dax0.0").put("size", new Json.Size(526385152));
        console.stdout(JsonText.of(new JsonArray().add(device), false) + "\n");
        // @end
    }
}
