package daxplane.shell.extension;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * One call of a command.
 *
 * @param arguments behind its name
 * @param in        what a pipe or the operator gives it
 * @param columns   width that its output should fit
 * @param format    what {@code -o} says in front of the command: {@code table}, {@code json}, {@code jsonl}
 * @param machine   what {@code --host}, {@code --machine} and {@code --state} name
 */
public record ConsoleCall(List<String> arguments, InputStream in, PrintStream out, PrintStream err, int columns, String format, ConsoleMachine machine) {

    public ConsoleCall {
        arguments = List.copyOf(arguments);
    }
}
