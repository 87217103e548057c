package daxplane.tools.options;

import daxplane.tools.Option;
import java.util.List;
import java.util.Optional;

/**
 * A long option as it was typed.
 *
 * @param negated with {@code no-} in front
 * @param value   what followed the equals sign
 */
record LongOption(Option option, boolean negated, Optional<String> value) {

    /** What a typed long option can be. */
    sealed interface Search {
        record Found(LongOption option) implements Search {
        }

        record Ambiguous(String message) implements Search {
        }

        record Unknown() implements Search {
        }
    }

    /** The first exact match in the order of the usage text, or else the one abbreviation. */
    static Search find(List<Option> options, String typed) {
        int equals = typed.indexOf('=');
        String word = equals < 0 ? typed : typed.substring(0, equals);
        var value = equals < 0 ? Optional.<String>empty() : Optional.of(typed.substring(equals + 1));
        Optional<LongOption> abbreviated = Optional.empty();
        Optional<LongOption> before = Optional.empty();
        for (Option option : options.stream().filter(Option::isLong).toList()) {
            if (word.equals(option.name())) {
                return new Search.Found(new LongOption(option, false, value));
            }
            if (word.equals("no-" + option.name())) {
                return new Search.Found(new LongOption(option, true, value));
            }
            var meaning = abbreviation(option, typed, word, value);
            if (meaning.isPresent()) {
                before = abbreviated;
                abbreviated = meaning;
            }
        }
        if (before.isPresent()) {
            return new Search.Ambiguous("Ambiguous option: " + typed + " (could be --" + before.get().spelled()
                    + " or --" + abbreviated.orElseThrow().spelled() + ")");
        }
        return abbreviated.<Search>map(Search.Found::new).orElseGet(Search.Unknown::new);
    }

    /**
     * A positive option may be abbreviated with its value behind ({@code --reg=x}). For a negated one the originals look at
     * the whole of what was typed, so that {@code --no-reg=x} abbreviates nothing.
     */
    private static Optional<LongOption> abbreviation(Option option, String typed, String word, Optional<String> value) {
        if (option.name().startsWith(word)) {
            return Optional.of(new LongOption(option, false, value));
        }
        if ("no-".startsWith(typed) || typed.startsWith("no-") && option.name().startsWith(typed.substring(3))) {
            return Optional.of(new LongOption(option, true, Optional.empty()));
        }
        return Optional.empty();
    }

    private String spelled() {
        return negated ? "no-" + option.name() : option.name();
    }
}
