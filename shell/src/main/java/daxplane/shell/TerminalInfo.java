package daxplane.shell;

import daxplane.launch.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of the terminal before there is one.
 *
 * @param input   whether the standard input is a terminal
 * @param output  whether the standard output is
 * @param error   whether the standard error is
 * @param columns width of the terminal; without meaning when the output is none
 * @param rows    its height
 */
record TerminalInfo(boolean input, boolean output, boolean error, int columns, int rows) {

    /** bin/daxplane asks the terminal, which costs a program of its own least there. */
    private static final String COLUMNS_VARIABLE = "DAXPLANE_COLUMNS";
    private static final String ROWS_VARIABLE = "DAXPLANE_ROWS";
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    static TerminalInfo of(Invocation invocation) {
        boolean ours = invocation.in() == System.in;
        return new TerminalInfo(ours && isTerminal(0), ours && isTerminal(1), ours && isTerminal(2), size(invocation.environment(), COLUMNS_VARIABLE, "COLUMNS", USUAL_COLUMNS),
                size(invocation.environment(), ROWS_VARIABLE, "LINES", USUAL_ROWS));
    }

    /** Whether to colour without being told. */
    boolean coloured(Map<String, String> environment) {
        return output && error && environment.getOrDefault("NO_COLOR", "").isEmpty() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static int size(Map<String, String> environment, String ours, String everybodys, int usual) {
        var said = environment.getOrDefault(ours, environment.getOrDefault(everybodys, ""));
        return said.matches("[1-9]\\d{0,3}") ? Integer.parseInt(said) : usual;
    }

    /** {@code System.console()} does not tell any more: since Java 22 there is one without a terminal. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }
}
