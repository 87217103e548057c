package daxplane.shell.command;

import daxplane.shell.verb.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A tool under whose name we have commands of our own, which a tool cannot have: they ask the journal, or are planned. The rest is the tool's. */
final class ExtendedTool implements ShellCommand {

    private final ShellCommand tool;
    private final VerbCommand own;

    ExtendedTool(ShellCommand tool, VerbCommand own) {
        this.tool = tool;
        this.own = own;
    }

    /** Whose words these are. */
    ShellCommand of(List<String> arguments) {
        return isOwn(arguments) ? own : tool;
    }

    /** Whether these words, without the common name, are ours; so are none, because ours name all that there is. */
    boolean isOwn(List<String> arguments) {
        return arguments.isEmpty() || own.subcommands().contains(arguments.getFirst());
    }

    VerbCommand own() {
        return own;
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public String summary() {
        return own.summary();
    }

    @Override
    public int run(List<String> arguments, Context context) {
        return of(arguments).run(arguments, context);
    }

    @Override
    public Optional<String> help(List<String> path, Context context) {
        return path.isEmpty() ? Optional.of(own.help(path, context).orElse("") + "\n" + tool.help(path, context).orElse("")) : of(path).help(path, context);
    }

    @Override
    public List<Suggestion> complete(List<String> words, ObjectNames names) {
        return words.size() == 1 ? Stream.concat(own.complete(words, names).stream(), tool.complete(words, names).stream()).toList() : of(words).complete(words, names);
    }
}
