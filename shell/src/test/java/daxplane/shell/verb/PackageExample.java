package daxplane.shell.verb;

import daxplane.shell.screen.Message;
import java.util.Map;
import picocli.CommandLine.Command;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    // with @Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=greet")
    @Command(name = "greet", description = "Say hello")
    static final class GreetVerb implements Verb {
        @Override
        public int run(Context context) {
            context.print(new Message(Map.of("greeting", "hello"), "hello"));
            return ExitCode.DONE;
        }
    }
    // @end
}
