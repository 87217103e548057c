package daxplane.launch;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One start of the program.
 *
 * <p>The streams are the process's own. {@code System.out} and {@code System.err} are not: what a library prints there ends
 * in the log, so that it cannot spoil a screen or a JSON document.
 *
 * @param arguments   of the command line, none consumed
 * @param environment of the process
 * @param home        where the distribution lies
 * @param state       the state directory; may not exist
 * @param log         the framework's log file; may not exist
 */
public record Invocation(List<String> arguments, Map<String, String> environment, Path home, Path state, Path log,
        InputStream in, PrintStream out, PrintStream err) {

    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
