package daxplane.shell.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another program that shows a long text page by page. It gets the terminal for as long as it runs.
 *
 * @param terminal what it stands in for: only what would be printed there is long
 * @param columns  of the terminal
 * @param rows     of the terminal
 * @param command  for the operator's own shell: {@code less}
 */
public record Pager(PrintStream terminal, int columns, int rows, String command) {

    private static final String USUAL = "less";

    /** Quits when the text fits, shows colours, leaves the text on the screen. */
    private static final String LESS_OPTIONS = "FRX";

    /** {@code $PAGER}, or less; none when that is {@code cat} or nothing. */
    public static Optional<Pager> of(Map<String, String> environment, PrintStream terminal, int columns, int rows) {
        var wanted = environment.getOrDefault("PAGER", USUAL).strip();
        return wanted.isEmpty() || wanted.equals("cat") ? Optional.empty() : Optional.of(new Pager(terminal, columns, rows, wanted));
    }

    public Pager sized(int otherColumns, int otherRows) {
        return new Pager(terminal, otherColumns, otherRows, command);
    }

    public boolean isFor(PrintStream out) {
        return out == terminal;
    }

    /** Shows a text: at once when it fits above the next prompt. @param text ours, colours included */
    public void show(String text) {
        if (height(text) < rows || !shown(text)) {
            terminal.print(text);
            terminal.flush();
        }
    }

    private int height(String text) {
        return text.lines().mapToInt(line -> Math.max(1, -Math.floorDiv(-Width.of(line.replaceAll("\033\\[[0-9;]*m", "")), columns))).sum();
    }

    private boolean shown(String text) {
        terminal.flush();
        var builder = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("LESS", LESS_OPTIONS);
        try {
            var pager = builder.start();
            write(pager.getOutputStream(), text);
            return pager.waitFor() != NOT_FOUND;
        } catch (IOException unusable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** As a shell says that there is no such program. */
    private static final int NOT_FOUND = 127;

    private static void write(OutputStream to, String text) {
        try (to) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException quit) {
            // Whoever has read enough leaves before the end.
        }
    }
}
