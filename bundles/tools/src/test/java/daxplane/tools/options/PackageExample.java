package daxplane.tools.options;

import daxplane.tools.Command;
import daxplane.tools.Console;
import java.util.List;
import java.util.function.Consumer;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Command command, Console console, Consumer<String> list) throws Exception {
        // @start region="example"
        switch (new CommandLine(command).parse(List.of("-BDRNi", "--region", "region0"))) {
            case Parsed.Accepted(var options, var arguments) -> options.text("region").ifPresent(list);
            case Parsed.Rejected(var exitCode, var stdout, var stderr) -> console.stderr(stderr);
        }
        // @end
    }
}
