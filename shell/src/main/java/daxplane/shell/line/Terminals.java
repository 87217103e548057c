package daxplane.shell.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.IntSupplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.Signals;

/** Runs a console at the process's terminal, or without one. */
public final class Terminals {

    private static final String INTERRUPT = "INT";
    private static final int FAILED = 1;

    private Terminals() {
    }

    /** Without a terminal: the first Ctrl-C runs {@code interrupt}, the second one ends the process. */
    public static int interruptible(Runnable interrupt, IntSupplier work) {
        var before = Signals.register(INTERRUPT, () -> {
            interrupt.run();
            Signals.registerDefault(INTERRUPT);
        });
        try {
            return work.getAsInt();
        } finally {
            Signals.unregister(INTERRUPT, before);
        }
    }

    /** Reads lines until {@code reader} has enough or Ctrl-D is typed. @return exit code */
    public static int interactive(Reader reader, PrintStream err) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        // JLine looks for its ways to the terminal through this loader; the framework's does not see them.
        thread.setContextClassLoader(Terminal.class.getClassLoader());
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN).build()) {
            terminal.handle(Signal.INT, _ -> {
                terminal.writer().println();            // behind the ^C that the terminal echoes
                terminal.flush();
                reader.interrupt();
            });
            terminal.handle(Signal.TSTP, Terminal.SignalHandler.SIG_DFL);    // Ctrl-Z: the operator's own shell takes over, fg comes back
            return read(reader, terminal, editor(reader, terminal));
        } catch (IOException unusable) {
            err.println("daxplane: the terminal cannot be used: " + unusable.getMessage() + "; try -c or -f");
            return FAILED;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The same on streams, to exercise it; what goes wrong does not matter. */
    public static void rehearse(Reader reader, InputStream in, OutputStream out) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(Terminal.class.getClassLoader());
        try (var terminal = new ExternalTerminal("rehearsal", "xterm", in, out, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            read(reader, terminal, editor(reader, terminal));
            TerminalBuilder.builder().system(true).dumb(false).build().close();
        } catch (IOException | IllegalStateException withoutTerminal) {
            // There is none: later starts at one load a little more themselves.
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static int read(Reader reader, Terminal terminal, LineReader editor) {
        reader.converse(question -> {
            try {
                return editor.readLine(question);
            } catch (UserInterruptException | EndOfFileException noAnswer) {
                return "";
            }
        });
        reader.greet(dimensions(terminal));
        while (true) {
            try {
                var line = editor.readLine(reader.prompt());
                if (!reader.accept(line, dimensions(terminal))) {
                    return reader.exitCode();
                }
            } catch (UserInterruptException cleared) {
                // Ctrl-C at the prompt gives an empty line.
            } catch (EndOfFileException left) {
                return 0;
            }
        }
    }

    private static LineReader editor(Reader reader, Terminal terminal) {
        var builder = LineReaderBuilder.builder()
                .appName("daxplane")
                .terminal(terminal)
                .parser(new LineParser(reader))
                .completer((_, line, candidates) -> {
                    if (line instanceof LineParser.Parsed parsed) {
                        reader.complete(parsed.point()).forEach(suggestion -> candidates.add(new Candidate(suggestion.value(), suggestion.shown(), null,
                                suggestion.about().isEmpty() ? null : suggestion.about(), null, null, suggestion.finished(), suggestion.rank())));
                    }
                })
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P       > ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .option(LineReader.Option.CASE_INSENSITIVE, false)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
        var history = reader.history();
        if (history.getParent() != null && Files.isWritable(history.getParent())) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private static Reader.Dimensions dimensions(Terminal terminal) {
        return new Reader.Dimensions(terminal.getWidth() > 0 ? terminal.getWidth() : 80, terminal.getHeight() > 0 ? terminal.getHeight() : 24);
    }
}
