package daxplane.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with words that picocli did not understand, in our words. */
public final class Misuse {

    /** More suggestions than these are none. */
    private static final int MOST_SUGGESTIONS = 3;

    private Misuse() {
    }

    /** One line without a full stop: {@code --blocks needs a value, RUNS}. */
    public static String text(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing.getMissing());
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice";
            default -> wrong.getArgSpec() == null ? "the words make no sense" : value(wrong.getArgSpec(), wrong.getValue());
        };
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        var first = unmatched.getUnmatched().getFirst();
        var flag = unmatched.getCommandLine().getCommandSpec().findOption(first.contains("=") ? first.substring(0, first.indexOf('=')) : first);
        if (flag != null && flag.arity().max() == 0) {
            return name(flag) + " takes no value";
        }
        var suggestions = unmatched.getSuggestions();
        return "'" + first + "' is not understood" + (suggestions.isEmpty() || suggestions.size() > MOST_SUGGESTIONS ? ""
                : "; did you mean " + String.join(" or ", suggestions) + "?");
    }

    private static String missing(List<ArgSpec> missing) {
        var option = missing.stream().filter(ArgSpec::isOption).findFirst();
        if (option.isPresent()) {
            return name(option.get()) + " needs a value, " + option.get().paramLabel();
        }
        var labels = missing.stream().map(ArgSpec::paramLabel).distinct().collect(Collectors.joining(" and "));
        return labels.isEmpty() ? "words are missing" : labels + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private static String value(ArgSpec argument, String given) {
        var said = name(argument) + " cannot be '" + given + "'";
        var candidates = new ArrayList<String>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        if (!candidates.isEmpty()) {
            return said + "; it is one of " + String.join(", ", candidates);
        }
        var type = argument.typeInfo().getType();
        return type == int.class || type == long.class || type == Integer.class || type == Long.class
                ? said + "; it is a number, like 17" : said;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof picocli.CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
