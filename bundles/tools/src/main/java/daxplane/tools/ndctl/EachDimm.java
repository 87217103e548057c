package daxplane.tools.ndctl;

import daxplane.tools.Command;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Does one thing to each DIMM that the command line names, in the order of its words. All are tried.
 *
 * @param done DIMMs with outcome 0; without any, the first failure's negative errno, or 0 when no DIMM was meant
 */
record EachDimm(int done) {

    /** Exit code of a command that has done nothing that it should have. */
    static final int FAILURE = 1;

    private static final Pattern NAME = Pattern.compile("nmem\\d+.*", Pattern.DOTALL);

    /** @param action answers 0 or a negative errno */
    static <T> EachDimm perform(List<T> dimms, ToIntFunction<T> action) {
        int done = 0;
        int failure = 0;
        for (T dimm : dimms) {
            int outcome = action.applyAsInt(dimm);
            done += outcome == Outcome.DONE ? 1 : 0;
            failure = failure == 0 ? outcome : failure;
        }
        return new EachDimm(done > 0 ? done : failure);
    }

    /** DIMMs that the words mean; one that is named twice is there twice. */
    static List<Dimm> named(Session session, Values options, List<String> words) {
        var dimms = new ArrayList<Dimm>();
        for (String word : words.contains("all") ? List.of("all") : words) {
            if (word.equals("all") || isName(word)) {
                Bus.all(session.sysfs()).stream()
                        .filter(bus -> options.text("bus").map(id -> NdFilter.means(id, bus)).orElse(true))
                        .flatMap(bus -> bus.dimms().stream()).filter(dimm -> NdFilter.means(word, dimm)).forEach(dimms::add);
            }
        }
        return dimms;
    }

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** Complains of words that name nothing; when none does, the command line is wrong. */
    static boolean wellFormed(Session session, Command command, List<String> words, Predicate<String> isName) {
        int wrong = 0;
        if (!words.contains("all")) {
            for (String word : words) {
                if (!isName.test(word)) {
                    session.stderr("'" + word + "' is not a valid dimm name\n");
                    wrong++;
                }
            }
        }
        if (wrong == words.size()) {
            session.stderr(UsageText.whole(command));
            return false;
        }
        return true;
    }

    /**
     * Says what came of it.
     *
     * @param result {@code zeroed %d nmem}; an s follows for several
     */
    int report(Session session, String result) {
        return report(session, result, "");
    }

    /** @param end of the sentence */
    int report(Session session, String result, String end) {
        int count = Math.max(done, 0);
        session.stderr(result.formatted(count) + (count > 1 ? "s" : "") + end + "\n");
        return done >= 0 ? Outcome.DONE : FAILURE;
    }
}
