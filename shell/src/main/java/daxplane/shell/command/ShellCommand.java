package daxplane.shell.command;

import daxplane.shell.verb.Context;
import java.util.List;
import java.util.Optional;

/** A command, whoever brings it. */
interface ShellCommand {

    String name();

    /** One line for the list of commands. */
    String summary();

    /** Runs it. What goes wrong is printed. */
    int run(List<String> arguments, Context context);

    /** What {@code help NAME PATH...} prints; empty when there is no such sub-command. @param path sub-commands, if any */
    Optional<String> help(List<String> path, Context context);

    /** What the last of the words could become. @param words behind the name; the last one is unfinished, possibly empty */
    List<Suggestion> complete(List<String> words, ObjectNames names);
}
