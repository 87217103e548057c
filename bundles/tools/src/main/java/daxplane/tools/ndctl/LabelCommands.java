package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;

/** {@code ndctl init-labels}, {@code check-labels} and {@code zero-labels}. */
final class LabelCommands {

    static final Option SIZE = Option.number('s', "size", "n", "number of label bytes to operate");
    static final Option OFFSET = Option.number('O', "offset", "n", "offset into the label area to start operation");

    private static final Command INIT = new Command("init-labels", "prepares a DIMM for labels; what labels it has are lost",
            "ndctl init-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.with(NdOptions.DIMM,
                    Option.flag('f', "force", "force initialization even if existing index-block present"),
                    Option.text('V', "label-version", "version-number", Subject.NOTHING,
                            "namespace label specification version (default: 1.1)")), true);
    private static final Command CHECK = new Command("check-labels", "tells whether a DIMM is prepared for labels",
            "ndctl check-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, false);
    private static final Command ZERO = new Command("zero-labels", "clears the label area of a DIMM",
            "ndctl zero-labels <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM,
            NdOptions.with(NdOptions.DIMM, SIZE, OFFSET), true);

    private final Session session;
    private final LabelControl control;

    private LabelCommands(Session session) {
        this.session = session;
        this.control = new LabelControl(session);
    }

    static Entry init() {
        return new Entry(INIT, (session, options, arguments) -> new LabelCommands(session).init(options, arguments));
    }

    static Entry check() {
        return new Entry(CHECK, (session, options, arguments) ->
                DimmCommands.run(session, options, arguments, CHECK, "successfully verified %d nmem label",
                        dimm -> new LabelCommands(session).check(dimm)));
    }

    static Entry zero() {
        return new Entry(ZERO, (session, options, arguments) ->
                DimmCommands.run(session, options, arguments, ZERO, "zeroed %d nmem", dimm -> new LabelCommands(session).zero(dimm, options)));
    }

    private int init(Values options, List<String> arguments) {
        if (!EachDimm.wellFormed(session, INIT, arguments)) {
            return UsageText.EXIT;
        }
        String version = options.text("label-version").orElse("1.1");
        Optional<LabelFormat> format = LabelFormat.ofVersion(version.startsWith("v") ? version.substring(1) : version);
        if (format.isEmpty()) {
            session.stderr("'" + version + "' is not a valid label version\n");
            return new EachDimm(Outcome.failed(Errno.EINVAL)).report(session, "initialized %d nmem");
        }
        return EachDimm.perform(session, options, arguments, dimm -> init(dimm, format.get(), options.has("force")))
                .report(session, "initialized %d nmem");
    }

    private int init(Dimm dimm, LabelFormat format, boolean force) {
        try {
            boolean labelled = control.store(dimm) instanceof LabelStore.Labelled;
            if (refusesWhileActive(dimm)) {
                return Outcome.failed(Errno.EBUSY);
            }
            if (labelled && !force) {
                session.stderr(dimm.name() + ": error: labels already initialized\n");
                return Outcome.failed(Errno.EBUSY);
            }
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
        int outcome = control.initialise(dimm, format);
        return outcome < 0 ? outcome : control.makeKernelReadAgain(dimm);
    }

    private int check(Dimm dimm) {
        try {
            return control.store(dimm) instanceof LabelStore.Labelled ? Outcome.DONE : Outcome.failed(Errno.EINVAL);
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
    }

    private int zero(Dimm dimm, Values options) {
        try {
            if (refusesWhileActive(dimm)) {
                return Outcome.failed(Errno.EBUSY);
            }
            var range = LabelRange.of(options, control.areaBytes(dimm));
            if (range.isEmpty()) {
                return Outcome.failed(Errno.EINVAL);
            }
            int outcome = control.write(dimm, range.get().start(), new byte[range.get().length()]);
            return outcome < 0 ? outcome : control.makeKernelReadAgain(dimm);
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        }
    }

    private boolean refusesWhileActive(Dimm dimm) {
        if (dimm.active()) {
            session.stderr(dimm.name() + ": regions active, abort label write\n");
        }
        return dimm.active();
    }
}
