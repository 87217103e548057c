package daxplane.tools.options;

import daxplane.tools.Command;
import daxplane.tools.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses one command line of one command. Good for one use. */
public final class CommandLine {

    /** Exit code of {@code --list-opts}, which prints the long options for a shell's completion. */
    private static final int EXIT_OF_LIST_OPTS = 130;

    private final Command command;
    private final Map<String, Object> given = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private List<String> words = List.of();
    private int next;

    public CommandLine(Command command) {
        this.command = command;
    }

    public Parsed parse(List<String> line) {
        words = line;
        try {
            while (next < words.size()) {
                String word = words.get(next++);
                if (word.equals("--")) {
                    arguments.addAll(words.subList(next, words.size()));
                    break;
                }
                if (word.startsWith("--")) {
                    longOption(word.substring(2));
                } else if (word.startsWith("-") && word.length() > 1) {
                    letters(word.substring(1));
                } else {
                    arguments.add(word);
                }
            }
        } catch (Stop stop) {
            return stop.outcome;
        }
        return new Parsed.Accepted(new Values(given), List.copyOf(arguments));
    }

    /** Letters in one word: {@code BDRNi}, or {@code rregion0} where the rest is the value of {@code r}. */
    private void letters(String bundle) throws Stop {
        for (int at = 0; at < bundle.length(); at++) {
            char letter = bundle.charAt(at);
            if (letter == 'h') {
                throw usage("", UsageText.whole(command));
            }
            var option = withLetter(letter)
                    .orElseThrow(() -> usage("unknown switch `" + letter + "'", UsageText.whole(command)));
            String what = "switch `" + letter + "'";
            if (option.takesValue()) {
                take(option, what, bundle.substring(at + 1), () -> UsageText.ofLetter(command, bundle.charAt(0)));
                return;
            }
            turnOn(option);
            if (at == 0) {
                suspectOneHyphen(bundle);
            }
        }
    }

    /** {@code -verbose} is a bundle of letters, and hardly meant as one. */
    private void suspectOneHyphen(String bundle) throws Stop {
        if (bundle.length() < 3) {
            return;
        }
        if (bundle.startsWith("no-") || command.options().stream().anyMatch(option -> option.isLong() && option.name().startsWith(bundle))) {
            throw usage("did you mean `--" + bundle + "` (with two dashes ?)", "");
        }
    }

    private void longOption(String text) throws Stop {
        switch (text) {
            case "help", "help-all" -> throw usage("", UsageText.whole(command));
            case "list-opts" -> throw new Stop(new Parsed.Rejected(EXIT_OF_LIST_OPTS, names(), ""));
            default -> {
                LongOption found = switch (LongOption.find(command.options(), text)) {
                    case LongOption.Search.Found(var option) -> option;
                    case LongOption.Search.Ambiguous(var message) -> throw usage(message, UsageText.ofName(command, text));
                    case LongOption.Search.Unknown() -> throw usage("unknown option `" + text + "'", UsageText.whole(command));
                };
                set(found, text);
            }
        }
    }

    private void set(LongOption found, String text) throws Stop {
        Option option = found.option();
        if (found.negated()) {
            if (found.value().isPresent()) {
                throw usage("option `no-" + option.name() + "' takes no value", UsageText.ofName(command, text));
            }
            turnOff(option);
        } else if (option.takesValue()) {
            String what = "option `" + option.name() + "'";
            if (found.value().isPresent()) {
                accept(option, what, found.value().get(), () -> UsageText.ofName(command, text));
            } else {
                take(option, what, "", () -> UsageText.ofName(command, text));
            }
        } else if (found.value().isPresent()) {
            throw usage("option `" + option.name() + "' takes no value", UsageText.ofName(command, text));
        } else {
            turnOn(option);
        }
    }

    /** A value that sticks to its option, or else is the next word. */
    private void take(Option option, String what, String sticking, java.util.function.Supplier<String> usage) throws Stop {
        if (!sticking.isEmpty()) {
            accept(option, what, sticking, usage);
        } else if (next < words.size()) {
            accept(option, what, words.get(next++), usage);
        } else {
            throw usage(what + " requires a value", usage.get());
        }
    }

    private void accept(Option option, String what, String value, java.util.function.Supplier<String> usage) throws Stop {
        switch (option.kind()) {
            case NUMBER -> given.put(option.key(), Decimal.parse(value)
                    .orElseThrow(() -> usage(what + " expects a numerical value", usage.get())));
            case TEXTS -> {
                var values = new ArrayList<Object>(given.get(option.key()) instanceof List<?> before ? before : List.of());
                values.add(value);
                given.put(option.key(), List.copyOf(values));
            }
            case TEXT, SWITCH, COUNT -> given.put(option.key(), value);
        }
    }

    private void turnOn(Option option) {
        int before = given.get(option.key()) instanceof Integer times ? times : 0;
        given.put(option.key(), option.kind() == Option.Kind.COUNT ? before + 1 : 1);
    }

    private void turnOff(Option option) {
        switch (option.kind()) {
            case SWITCH, COUNT -> given.put(option.key(), 0);
            case TEXT, TEXTS -> given.remove(option.key());
            case NUMBER -> given.put(option.key(), 0L);
        }
    }

    private Optional<Option> withLetter(char letter) {
        return command.options().stream().filter(option -> option.letter().filter(l -> l == letter).isPresent()).findFirst();
    }

    private String names() {
        var text = new StringBuilder();
        command.options().stream().filter(Option::isLong).forEach(option -> text.append("--").append(option.name()).append(' '));
        return text.toString();
    }

    private static Stop usage(String error, String usage) {
        String message = error.isEmpty() ? "" : "  Error: " + error + "\n";
        return new Stop(new Parsed.Rejected(UsageText.EXIT, "", message + usage));
    }

    /** Leaves the parser with an outcome. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Parsed.Rejected outcome;

        Stop(Parsed.Rejected outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }
}
