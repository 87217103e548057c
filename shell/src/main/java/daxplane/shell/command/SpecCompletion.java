package daxplane.shell.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion from the description of a verb: sub-commands, options, values of options, parameters. */
final class SpecCompletion {

    private final CommandSpec spec;
    private final ObjectNames names;

    SpecCompletion(CommandSpec spec, ObjectNames names) {
        this.spec = spec;
        this.names = names;
    }

    List<Suggestion> complete(List<String> words) {
        var current = spec;
        int position = 0;
        for (int i = 0; i < words.size() - 1; i++) {
            var word = words.get(i);
            var option = current.findOption(word);
            if (option != null) {
                if (option.arity().min() > 0) {
                    i++;
                    if (i == words.size() - 1) {
                        return values(option, words.getLast());
                    }
                }
            } else if (!word.startsWith("-")) {
                var sub = current.subcommands().get(word);
                if (sub != null && position == 0) {
                    current = sub.getCommandSpec();
                } else {
                    position++;
                }
            }
        }
        var word = words.getLast();
        return word.startsWith("-") ? options(current, word) : parameters(current, position, word);
    }

    private List<Suggestion> options(CommandSpec current, String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && current.findOption(word.substring(0, equals)) instanceof OptionSpec option) {
            var prefix = word.substring(0, equals + 1);
            return values(option, word.substring(equals + 1)).stream().map(value -> value.behind(prefix)).toList();
        }
        var found = new ArrayList<Suggestion>();
        for (var option : current.options()) {
            if (!option.hidden()) {
                found.add(Suggestion.of(option.longestName(), String.join(" ", option.description())));
            }
        }
        return found;
    }

    private List<Suggestion> parameters(CommandSpec current, int position, String word) {
        var found = new ArrayList<Suggestion>();
        if (position == 0) {
            current.subcommands().forEach((name, sub) ->
                    found.add(Suggestion.of(name, String.join(" ", sub.getCommandSpec().usageMessage().description()))));
        }
        for (PositionalParamSpec parameter : current.positionalParameters()) {
            if (parameter.index().contains(position)) {
                found.addAll(values(parameter, word));
            }
        }
        return found;
    }

    private List<Suggestion> values(ArgSpec argument, String word) {
        if (argument.completionCandidates() != null) {
            var found = new ArrayList<Suggestion>();
            argument.completionCandidates().forEach(value -> found.add(Suggestion.of(value)));
            return found;
        }
        return switch (argument.paramLabel()) {
            case "FORM" -> List.of(Suggestion.of("table"), Suggestion.of("json"), Suggestion.of("jsonl"));
            case String label -> names.labelled(label, word);
        };
    }
}
