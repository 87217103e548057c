package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** {@code ndctl check-namespace}: whether the metadata of a sector namespace make sense. Corpus nt-check-ns, nt-check-ns-v11, nt-err-btt. */
final class CheckNamespaceCommand {

    private static final Command COMMAND = new Command("check-namespace", "checks the metadata of a sector namespace",
            "ndctl check-namespace <namespace> [<options>]", Subject.NAMESPACE, NdOptions.with(NdOptions.NAMESPACE,
                    Option.flag('R', "repair", "perform metadata repairs"),
                    Option.flag('L', "rewrite-log", "regenerate the log"),
                    Option.flag('f', "force", "check namespace even if currently active")), true);

    private final Session session;
    private final Values options;
    private final Namespace namespace;

    private CheckNamespaceCommand(Session session, Values options, Namespace namespace) {
        this.session = session;
        this.options = options;
        this.namespace = namespace;
    }

    static Entry entry() {
        return new Entry(COMMAND, (session, options, arguments) -> run(session, options, arguments));
    }

    private static int run(Session session, Values options, List<String> arguments) {
        if (!EachNamespace.wellFormed(session, COMMAND, arguments, "check")) {
            return UsageText.EXIT;
        }
        return EachNamespace.perform(session, options, arguments.getFirst(), namespace -> new CheckNamespaceCommand(session, options, namespace).check())
                .report(session, new Complaints(session, "check namespace"), "checking namespaces", "checked %d namespace");
    }

    private int check() {
        boolean active = namespace.active();
        if (active && !options.has("force")) {
            return complain(namespace.name() + ": check aborted, namespace online", Errno.EBUSY);
        }
        if (options.has("rewrite-log") && !options.has("repair")) {
            return complain("--rewrite-log also requires --repair", Errno.EINVAL);
        }
        NdControl control = new NdControl(session);
        if (active) {
            int disabled = control.disableUnused(namespace);
            if (disabled < 0) {
                return disabled;
            }
        }
        int outcome = inspect(control);
        if (active) {
            control.enable(namespace);
        }
        return outcome;
    }

    private int inspect(NdControl control) {
        control.setRaw(namespace, true);
        int outcome = control.enable(namespace);
        if (outcome < 0) {
            complain(namespace.name() + ": failed to enable in raw mode: " + Outcome.text(outcome) + " (" + outcome + ")", Errno.ENXIO);
        } else {
            boolean labelled = namespace.type() == NamespaceType.PMEM;
            outcome = namespace.blockDevice().map(disk -> new BttCheck(session, namespace.name(), disk, options.has("repair"), labelled).run())
                    .orElse(Outcome.failed(Errno.ENXIO));
        }
        control.setRaw(namespace, false);
        control.disableAnyhow(namespace);
        return outcome;
    }

    private int complain(String what, Errno errno) {
        session.stderr(namespace.name() + ": namespace_check: " + what + "\n");
        return Outcome.failed(errno);
    }
}
