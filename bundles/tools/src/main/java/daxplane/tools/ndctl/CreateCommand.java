package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Region;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.Optional;

/** {@code ndctl create-namespace}: makes a namespace from free capacity, or makes one into another. */
final class CreateCommand {

    private static final Command COMMAND = new Command("create-namespace", "makes a namespace, or makes one into another",
            "ndctl create-namespace [<options>]", Subject.NOTHING, NdOptions.with(NdOptions.NAMESPACE,
                    Option.text('e', "reconfig", "reconfig namespace", Subject.NAMESPACE, "reconfigure existing namespace"),
                    Option.text('u', "uuid", "uuid", Subject.NOTHING, "specify the uuid for the namespace (default: autogenerate)"),
                    Option.text('n', "name", "name", Subject.NOTHING, "specify an optional free form name for the namespace"),
                    Option.text('s', "size", "size", Subject.SIZE, "specify the namespace size in bytes (default: available capacity)"),
                    Option.text('m', "mode", "operation-mode", Subject.NAMESPACE_MODE,
                            "specify a mode for the namespace, 'sector', 'fsdax', 'devdax' or 'raw'"),
                    Option.text('M', "map", "memmap-location", Subject.NOTHING, "specify 'mem' or 'dev' for the location of the memmap"),
                    Option.text('l', "sector-size", "lba-size", Subject.SIZE, "specify the logical sector size in bytes"),
                    Option.text('t', "type", "type", Subject.NOTHING, "specify the type of namespace to create 'pmem' or 'blk'"),
                    Option.text('a', "align", "align", Subject.SIZE, "specify the namespace alignment in bytes (default: 2M)"),
                    Option.flag('f', "force", "reconfigure namespace even if currently active"),
                    Option.flag('L', "autolabel", "automatically initialize labels"),
                    Option.flag('c', "continue", "continue creating namespaces as long as the filter criteria are met"),
                    Option.flag('R', "autorecover", "automatically cleanup on failure")), true);

    private final Session session;
    private final Values options;
    private final NamespaceForm form;
    private final Complaints complaints;
    private int made;

    private CreateCommand(Session session, Values options, NamespaceForm form) {
        this.session = session;
        this.options = options;
        this.form = form;
        this.complaints = new Complaints(session, "create namespace");
    }

    static Entry entry() {
        return new Entry(COMMAND, CreateCommand::run);
    }

    private static int run(Session session, Values options, List<String> arguments) {
        var form = NamespaceForm.of(session, options);
        arguments.forEach(extra -> session.error("unknown extra parameter \"" + extra + "\"\n"));
        if (form.isEmpty() || !arguments.isEmpty()) {
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        return new CreateCommand(session, options, form.get()).run();
    }

    /** A new namespace that could not be made is an ENODEV, whatever the reason that was told before. */
    private int run() {
        int outcome = form.reconfigured().map(this::reconfigure).orElseGet(this::create);
        boolean anew = form.reconfigured().isEmpty();
        if (outcome < 0 && options.none()) {
            // Without any option the originals look once more, for regions of a kind that no longer exists.
            outcome = Outcome.failed(Errno.ENXIO);
        }
        if (form.everywhere()) {
            session.stderr("created " + made + " namespace" + (made == 1 ? "" : "s") + "\n");
        }
        if (made > 0) {
            return Outcome.DONE;
        }
        if (outcome >= Outcome.DONE && !anew || complaints.any()) {
            return outcome;
        }
        session.stderr("failed to " + (anew ? "create" : "reconfigure") + " namespace: " + Outcome.text(outcome) + "\n");
        return anew ? Outcome.failed(Errno.ENODEV) : outcome;
    }

    /** In the first region that has room for it, or in each. */
    private int create() {
        int outcome = Outcome.failed(Errno.ENXIO);
        int failure = Outcome.DONE;
        for (var region : regions()) {
            try {
                create(region);
                made++;
                outcome = Outcome.DONE;
            } catch (Refused refused) {
                if (refused.isElsewhere()) {
                    outcome = failure < 0 ? failure : Outcome.failed(Errno.ENOSPC);
                } else {
                    outcome = refused.outcome();
                    failure = outcome;
                    if (!form.everywhere() || !form.force()) {
                        return outcome;
                    }
                }
            }
            if (made > 0 && !form.everywhere()) {
                return outcome;
            }
        }
        return outcome;
    }

    private void create(Region region) throws Refused {
        var plan = new NamespacePlanner(session, complaints, form, region, Optional.empty()).plan();
        var namespace = region.readOnly() ? Optional.<Namespace>empty() : idle(region);
        if (namespace.isEmpty()) {
            throw Refused.elsewhere();
        }
        try {
            make(namespace.get(), plan);
        } catch (Refused refused) {
            if (form.autorecover()) {
                var control = new NdControl(session);
                control.setHolderClass(namespace.get(), Optional.empty());
                control.delete(namespace.get());
            }
            throw refused;
        }
    }

    /** The first namespace of a region when nobody has it, or else the one that the kernel offers next. */
    private static Optional<Namespace> idle(Region region) {
        return region.namespaces().stream().filter(namespace -> namespace.id() == 0 && idle(namespace)).findFirst()
                .or(() -> region.namespaceSeed().filter(CreateCommand::idle));
    }

    private static boolean idle(Namespace namespace) {
        return !namespace.active() && (namespace.type() == NamespaceType.IO || namespace.size() == 0);
    }

    /** There are none of the other type any more. */
    private List<Region> regions() {
        return form.blk() ? List.of() : EachNamespace.regions(session, options);
    }

    private int reconfigure(String word) {
        for (var region : regions()) {
            for (var namespace : region.namespaces()) {
                if (word.equals("all") ? namespace.size() != 0 : word.equals(namespace.name())) {
                    try {
                        reconfigure(region, namespace);
                        made++;
                        return Outcome.DONE;
                    } catch (Refused refused) {
                        return refused.outcome();
                    }
                }
            }
        }
        return word.equals("all") ? Outcome.DONE : Outcome.failed(Errno.ENXIO);
    }

    private void reconfigure(Region region, Namespace namespace) throws Refused {
        var plan = new NamespacePlanner(session, complaints, form, region, Optional.of(namespace)).plan();
        int prepared = new Preparation(session, form.force(), complaints).prepare(namespace);
        if (prepared < 0) {
            throw new Refused(prepared);
        }
        if (namespace.type() == NamespaceType.IO && form.autolabel() && Autolabel.possible(region)
                && !new Autolabel(session).apply(region)) {
            complaints.add(region.name() + ": failed to initialize labels");
            throw new Refused(Errno.ENODEV);
        }
        make(namespace, plan);
    }

    private void make(Namespace namespace, NamespacePlan plan) throws Refused {
        new NamespaceMaker(session, complaints, form).make(namespace, plan);
        var shown = NamespaceJson.of(session, namespace, new Detail(false, false, true, false, false, false, false));
        shown.ifPresent(json -> session.stdout(JsonText.of(json, session.terminal()) + "\n"));
    }
}
