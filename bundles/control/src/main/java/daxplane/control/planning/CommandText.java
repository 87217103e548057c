package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Options;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a command as {@link Command#typed} writes it and the journal remembers it. */
public final class CommandText {

    private CommandText() {
    }

    /** @return empty for what a tool or a hand did: the text alone does not say what was meant to come of it */
    public static Optional<Command> parse(String typed) {
        var words = List.of(typed.split(" "));
        return switch (words.getFirst()) {
            case "assign" -> words.size() < 3 ? Optional.empty()
                    : Optional.of(new Command.Assign(words.get(1), words.get(2), options(words.subList(3, words.size()))));
            case "release" -> words.size() < 2 ? Optional.empty()
                    : Optional.of(new Command.Release(words.get(1), options(words.subList(2, words.size()))));
            case "recover" -> Optional.of(new Command.Recover(words.stream().skip(1).findFirst()));
            case "accept" -> Optional.of(new Command.Accept(words.stream().skip(1).findFirst()));
            case "undo" -> words.size() < 2 ? Optional.empty() : Optional.of(new Command.Undo(words.get(1)));
            case "reboot" -> Optional.of(new Command.Power(true));
            case "power-loss" -> Optional.of(new Command.Power(false));
            default -> Optional.empty();
        };
    }

    private static Options options(List<String> words) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("--")) {
                boolean value = i + 1 < words.size() && !words.get(i + 1).startsWith("--");
                values.put(words.get(i).substring(2), value ? words.get(++i) : "");
            }
        }
        return new Options(values);
    }
}
