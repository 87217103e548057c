package daxplane.tools.ndctl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import java.util.List;

/** {@code ndctl enable-namespace}, {@code disable-namespace} and {@code destroy-namespace}. */
final class NamespaceCommands {

    private static final Command ENABLE = new Command("enable-namespace", "brings a namespace to use with its personality",
            "ndctl enable-namespace <namespace> [<options>]", Subject.NAMESPACE, NdOptions.NAMESPACE, true);
    private static final Command DISABLE = new Command("disable-namespace", "takes a namespace that nobody uses out of use",
            "ndctl disable-namespace <namespace> [<options>]", Subject.NAMESPACE, NdOptions.NAMESPACE, true);
    private static final Command DESTROY = new Command("destroy-namespace", "gives the capacity of a namespace back to its region",
            "ndctl destroy-namespace <namespace> [<options>]", Subject.NAMESPACE,
            NdOptions.with(NdOptions.NAMESPACE, Option.flag('f', "force", "destroy namespace even if currently active")), true);

    private NamespaceCommands() {
    }

    static Entry enable() {
        return new Entry(ENABLE, (session, options, arguments) -> run(session, options, arguments, ENABLE, "enable",
                new Complaints(session, "enable namespace"), namespace -> {
                    int outcome = new NdControl(session).enable(namespace);
                    return outcome == NdControl.ENABLED_BY_PERSONALITY ? 0 : outcome;
                }));
    }

    static Entry disable() {
        return new Entry(DISABLE, (session, options, arguments) ->
                run(session, options, arguments, DISABLE, "disable", new Complaints(session, "disable namespace"),
                        new NdControl(session)::disableUnused));
    }

    static Entry destroy() {
        return new Entry(DESTROY, (session, options, arguments) -> {
            var complaints = new Complaints(session, "destroy namespace");
            return run(session, options, arguments, DESTROY, "destroy", complaints,
                    new Preparation(session, options.has("force"), complaints)::destroy);
        });
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String verb,
            Complaints complaints, EachNamespace.Action action) {
        if (!EachNamespace.wellFormed(session, command, arguments, verb)) {
            return UsageText.EXIT;
        }
        return EachNamespace.perform(session, options, arguments.getFirst(), action)
                .report(session, complaints, verb.replaceFirst("e$", "") + "ing namespaces", verb.replaceFirst("e$", "") + "ed %d namespace");
    }
}
