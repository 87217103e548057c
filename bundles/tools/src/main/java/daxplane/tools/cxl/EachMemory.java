package daxplane.tools.cxl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Session;
import daxplane.tools.session.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Does one thing to each memory device that the command line names, in the order of its words. All are tried.
 *
 * @param done devices with outcome 0; without any, the first failure's negative errno, or 0 when no device was meant
 */
record EachMemory(int done) {

    /** Exit code of a command that has done nothing that it should have. */
    static final int FAILURE = 1;

    static final String FUNCTION = "memdev_action";

    private static final Pattern NAME = Pattern.compile("(mem)?\\s*[+-]?\\d+.*", Pattern.DOTALL);
    private static final String ALL = "all";

    private static final Option VERBOSE = Option.flag('v', "verbose", "turn on debug");
    private static final Option SERIAL = Option.flag('S', "serial", "use serial numbers to id memdevs");

    /** Options that all commands on memory devices begin with. */
    static Option[] options(Option... more) {
        var options = new ArrayList<>(List.of(VERBOSE, SERIAL));
        options.addAll(List.of(more));
        return options.toArray(Option[]::new);
    }

    static Command command(String name, String summary, String arguments, boolean mutating, Option... more) {
        return new Command(name, summary, "cxl " + name + " " + arguments, Subject.NOTHING, List.of(options(more)), mutating);
    }

    /** The words that name devices, or empty after complaints and the usage when there is none. */
    static Optional<List<String>> words(Session session, Command command, Values options, List<String> arguments) {
        var words = arguments.contains(ALL) && !options.has("serial") ? List.of(ALL) : arguments;
        int wrong = 0;
        for (String word : words) {
            boolean named = options.has("serial") ? WholeNumber.parse(word).isPresent() : word.equals(ALL) || NAME.matcher(word).matches();
            if (!named) {
                new Words(session, "memdev").say(FUNCTION, "'" + word + "' is not a valid memdev " + (options.has("serial") ? "serial number" : "name"));
                wrong++;
            }
        }
        if (wrong == words.size()) {
            session.stderr(UsageText.whole(command));
            return Optional.empty();
        }
        return Optional.of(words);
    }

    /** Devices that the words mean; one that is named twice is there twice. Words that mean none are told. */
    static List<String> meant(Session session, CxlDevices devices, Values options, List<String> words) {
        var filter = new CxlFilter(devices);
        var meant = new ArrayList<String>();
        for (String word : words) {
            var found = devices.named("mem\\d+").stream()
                    .filter(memory -> options.has("serial") ? filter.serial(word, memory) : filter.memory(word, memory)).toList();
            if (found.isEmpty()) {
                new Words(session, "memdev").say(FUNCTION, "no memdev matches " + word);
            }
            meant.addAll(found);
        }
        return meant;
    }

    /** @param action answers 0 or a negative errno */
    static EachMemory perform(List<String> memories, ToIntFunction<String> action) {
        int done = 0;
        int failure = 0;
        for (String memory : memories) {
            int outcome = action.applyAsInt(memory);
            done += outcome == 0 ? 1 : 0;
            failure = failure == 0 ? outcome : failure;
        }
        return new EachMemory(done > 0 ? done : failure);
    }

    /** Says what came of it. @param function the original's, in front of the words */
    int report(Session session, String function, String result, String noun) {
        new Words(session, "memdev").count(function, result, done, noun);
        return done >= 0 ? 0 : FAILURE;
    }
}
