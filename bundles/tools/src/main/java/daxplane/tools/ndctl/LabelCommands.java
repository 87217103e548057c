package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code ndctl init-labels}, {@code check-labels} and {@code zero-labels}, of DIMMs and of areas in files. */
final class LabelCommands {

    static final Option SIZE = Option.number('s', "size", "n", "number of label bytes to operate");
    static final Option OFFSET = Option.number('O', "offset", "n", "offset into the label area to start operation");

    static final List<Option> INIT_OPTIONS = List.of(
            Option.flag('f', "force", "force initialization even if existing index-block present"),
            Option.text('V', "label-version", "version-number", Subject.NOTHING, "namespace label specification version (default: 1.1)"));

    private static final Command INIT = new Command("init-labels", "prepares a DIMM for labels; what labels it has are lost",
            "ndctl init-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    INIT_OPTIONS.toArray(Option[]::new)), true);
    private static final Command CHECK = new Command("check-labels", "tells whether a DIMM is prepared for labels",
            "ndctl check-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, false);
    private static final Command ZERO = new Command("zero-labels", "clears the label area of a DIMM",
            "ndctl zero-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM,
            NdOptions.with(NdOptions.DIMM, SIZE, OFFSET), true);

    private final Session session;

    private LabelCommands(Session session) {
        this.session = session;
    }

    static Entry init() {
        return new Entry(INIT, (session, options, arguments) -> new LabelCommands(session).init(options, arguments));
    }

    static Entry check() {
        return new Entry(CHECK, (session, options, arguments) ->
                new LabelCommands(session).run(options, arguments, CHECK, "successfully verified %d nmem label", LabelCommands::check));
    }

    static Entry zero() {
        return new Entry(ZERO, (session, options, arguments) ->
                new LabelCommands(session).zero(options, arguments));
    }

    /** Whether the words name DIMMs or files. */
    static boolean wellFormed(Session session, Command command, List<String> words) {
        return EachDimm.wellFormed(session, command, words, word -> EachDimm.isName(word) || LabelMedium.isFile(word));
    }

    private int run(Values options, List<String> arguments, Command command, String result, ToIntFunction<LabelMedium> action) {
        if (!wellFormed(session, command, arguments)) {
            return UsageText.EXIT;
        }
        return EachDimm.perform(LabelMedium.named(session, options, arguments), action).report(session, result);
    }

    private int init(Values options, List<String> arguments) {
        if (!wellFormed(session, INIT, arguments)) {
            return UsageText.EXIT;
        }
        String version = options.text("label-version").orElse("1.1");
        Optional<LabelFormat> format = format(version);
        if (format.isEmpty()) {
            session.stderr("'" + version + "' is not a valid label version\n");
            return new EachDimm(Outcome.failed(Errno.EINVAL)).report(session, "initialized %d nmem");
        }
        return run(options, arguments, INIT, "initialized %d nmem", medium -> init(medium, format.get(), options.has("force")));
    }

    /** The version of labels that a word names: {@code 1.1}, {@code v1.2}. */
    static Optional<LabelFormat> format(String version) {
        return LabelFormat.ofVersion(version.startsWith("v") ? version.substring(1) : version);
    }

    private int init(LabelMedium medium, LabelFormat format, boolean force) {
        try {
            boolean labelled = medium.store() instanceof LabelStore.Labelled;
            if (refusesWhileActive(medium)) {
                return Outcome.failed(Errno.EBUSY);
            }
            if (labelled && !force) {
                session.stderr(medium.name() + ": error: labels already initialized\n");
                return Outcome.failed(Errno.EBUSY);
            }
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
        int outcome = medium.initialise(format);
        return outcome < 0 ? outcome : medium.makeReadAgain();
    }

    private static int check(LabelMedium medium) {
        try {
            return medium.store() instanceof LabelStore.Labelled ? Outcome.DONE : Outcome.failed(Errno.EINVAL);
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
    }

    private int zero(Values options, List<String> arguments) {
        return run(options, arguments, ZERO, "zeroed %d nmem", medium -> zero(medium, options));
    }

    private int zero(LabelMedium medium, Values options) {
        try {
            if (refusesWhileActive(medium)) {
                return Outcome.failed(Errno.EBUSY);
            }
            var range = LabelRange.of(options, medium.areaBytes());
            if (range.isEmpty()) {
                return Outcome.failed(Errno.EINVAL);
            }
            int outcome = medium.write(range.get().start(), new byte[range.get().length()]);
            return outcome < 0 ? outcome : medium.makeReadAgain();
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
    }

    private boolean refusesWhileActive(LabelMedium medium) {
        if (medium.inUse()) {
            session.stderr(medium.name() + ": regions active, abort label write\n");
        }
        return medium.inUse();
    }
}
