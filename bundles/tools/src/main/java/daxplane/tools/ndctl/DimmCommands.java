package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code ndctl enable-dimm} and {@code disable-dimm}. */
final class DimmCommands {

    private static final Command ENABLE = new Command("enable-dimm", "lets the kernel read the labels of a DIMM",
            "ndctl enable-dimm <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, true);
    private static final Command DISABLE = new Command("disable-dimm", "makes the kernel forget the labels of a DIMM",
            "ndctl disable-dimm <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, true);

    private DimmCommands() {
    }

    static Entry enable() {
        return new Entry(ENABLE, (session, options, arguments) ->
                run(session, options, arguments, ENABLE, "enabled %d nmem", new NdControl(session)::enable));
    }

    static Entry disable() {
        return new Entry(DISABLE, (session, options, arguments) ->
                run(session, options, arguments, DISABLE, "disabled %d nmem", dimm -> {
                    if (dimm.active()) {
                        session.stderr(dimm.name() + " is active, skipping...\n");
                        return Outcome.failed(Errno.EBUSY);
                    }
                    return new NdControl(session).disable(dimm);
                }));
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String result, ToIntFunction<Dimm> action) {
        if (!EachDimm.wellFormed(session, command, arguments, EachDimm::isName)) {
            return UsageText.EXIT;
        }
        return EachDimm.perform(EachDimm.named(session, options, arguments), action).report(session, result);
    }
}
