package daxplane.shell.line;

import daxplane.shell.command.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a terminal works for. */
public interface Reader {

    /** Shown before a line. */
    String prompt();

    /** Where lines are remembered; used when it can be written. */
    Path history();

    /** Once, before the first line: how whoever sits there can be asked. */
    default void converse(UnaryOperator<String> ask) {
    }

    /** Before the first line. */
    void greet(Dimensions dimensions);

    /** Whether the line is understood so far and only lacks more lines. */
    boolean incomplete(String line);

    /** Runs a line. @return false when the console is to be left */
    boolean accept(String line, Dimensions dimensions);

    /** What the last word could become. @param words of one command; a path of the machine alone when it is the only word and not a command's place */
    List<Suggestion> complete(CompletionPoint point);

    /** Ctrl-C while a line runs; from another thread. */
    void interrupt();

    /** After the last line. */
    int exitCode();

    /** Of the terminal now. */
    record Dimensions(int columns, int rows) {
    }
}
