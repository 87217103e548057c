package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.Command.Adjust.Adjustment;
import daxplane.control.ControlException;
import daxplane.control.Options;
import daxplane.inventory.ByteSize;
import daxplane.journal.JournalException;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Table;
import daxplane.shell.view.HistoryView;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code labels history|show|restore|init}, beside what the tool of this name does with labels that are there. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = {"command=labels", "beside=tool"})
@CommandLine.Command(name = "labels", description = "What stands in label areas: its history, its check and repair, and its way back",
        subcommands = {LabelsVerb.History.class, LabelsVerb.Show.class, LabelsVerb.Restore.class, LabelsVerb.Init.class},
        footer = {"", "Examples:",
            "  labels history nmem0           who changed which slot, and when",
            "  labels show nmem0 --at 17      what stood in it then",
            "  labels restore nmem0 --at 17   brings it back, and the namespaces of then",
            "  labels init nmem0              fresh index blocks, no label"})
public final class LabelsVerb implements PlannableVerb {

    @Override
    public Command command(Context context) throws Failure {
        throw missing();
    }

    @Override
    public Context told(Context given) {
        return given;
    }

    @Override
    public int run(Context context) throws Failure {
        throw missing();
    }

    private static Failure missing() {
        return Failure.usage("labels: say what: history, show, restore, init, check or repair");
    }

    /** {@code labels history DIMM}. */
    @CommandLine.Command(name = "history", description = "Which slots of a label area changed, when, and by whom",
            footer = {"", "Examples:", "  labels history nmem0", "  labels history nmem0 -o jsonl"})
    public static final class History implements Verb {

        @Parameters(paramLabel = "DIMM", description = "for example nmem0")
        private String dimm;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException {
            var context = output.of(given);
            context.printRecorded(HistoryView.of("the label area of " + dimm, context.session().control().labelHistory(dimm), Map.of()));
            return ExitCode.DONE;
        }
    }

    /** {@code labels show DIMM [--at MOMENT]}. */
    @CommandLine.Command(name = "show", description = "The labels in a label area, as the journal knows them",
            footer = {"", "Examples:", "  labels show nmem0", "  labels show nmem0 --at 17", "  labels show nmem0 --at op-3"})
    public static final class Show implements Verb {

        @Parameters(paramLabel = "DIMM", description = "for example nmem0")
        private String dimm;
        @Option(names = "--at", paramLabel = "MOMENT", description = "number of a record, an operation, or a time (default: now)")
        private String moment;
        @Mixin private Output output;

        @Override
        public int run(Context given) throws ControlException, JournalException, Failure {
            var context = output.of(given);
            var asked = moment == null ? context : context.at(Moments.revision(context, "labels show", moment));
            var table = new Table(List.of(Column.number("slot"), Column.text("name"), Column.text("uuid"), Column.text("dpa", "DPA"), Column.number("bytes", "SIZE"), Column.text("part"), Column.text("use")))
                    .whenEmpty("the label area of " + dimm + " holds no labels");
            asked.questions().labels(dimm).forEach(label -> table.row(label.slot(), label.name(), label.uuid(), "0x" + Long.toHexString(label.dpa()), Cell.of(label.bytes(), new ByteSize(label.bytes()).toString()),
                    label.position() + "/" + label.parts(), label.use()));
            context.printRecorded(table);
            return ExitCode.DONE;
        }
    }

    /** {@code labels restore DIMM --at MOMENT}. */
    @CommandLine.Command(name = "restore", description = "Bring back what stood in a label area, with the namespaces of then",
            footer = {"", "Examples:",
                "  labels history nmem0                tells the revisions",
                "  labels restore nmem0 --at 17        as it was when record 17 was written",
                "  plan labels restore nmem0 --at 17   what that would do",
                "  labels restore nmem0 --at 17 --discard-contents   although a later namespace goes by it, or lay there meanwhile"})
    public static final class Restore implements PlannableVerb {

        @Parameters(paramLabel = "DIMM", description = "for example nmem0; the DIMMs that share its regions go with it")
        private String dimm;
        @Option(names = "--at", required = true, paramLabel = "MOMENT", description = "number of a record, an operation (when it had ended), or a time")
        private String moment;
        @Mixin private Using using;

        @Override
        public Command command(Context context) throws Failure, ControlException {
            try {
                return new Command.Adjust(dimm, new Adjustment.LabelsRestored(Moments.revision(context, "labels restore", moment)), using.options());
            } catch (JournalException unreadable) {
                throw new ControlException(unreadable.errno(), unreadable.what());
            }
        }

        @Override
        public Context told(Context given) {
            return using.told(given);
        }
    }

    /** {@code labels init DIMM}. */
    @CommandLine.Command(name = "init", description = "Write fresh index blocks: every namespace on the DIMM is gone",
            footer = {"", "Examples:", "  labels init nmem0", "  plan labels init nmem0", "  labels init nmem0 --discard-contents   although namespaces go by it", "  undo op-17   brings them back"})
    public static final class Init implements SingleCommandVerb {

        @Parameters(paramLabel = "DIMM", description = "for example nmem0; the DIMMs that share its regions go with it")
        private String dimm;
        @Option(names = "--label-version", paramLabel = "VERSION", defaultValue = "1.2", description = "1.1 or 1.2 (default ${DEFAULT-VALUE})")
        private String version;
        @Mixin private Using using;

        @Override
        public Command command() throws Failure {
            if (!version.equals("1.1") && !version.equals("1.2")) {
                throw Failure.usage("labels init: labels have version 1.1 or 1.2, not " + version);
            }
            return new Command.Adjust(dimm, new Adjustment.LabelsInitialised(version), using.options());
        }

        @Override
        public Context told(Context given) {
            return using.told(given);
        }
    }

    /** What both take. */
    static final class Using {
        @Mixin private Consent consent;
        @Mixin private Reason reason;
        @Mixin private Output output;

        Options options() {
            return consent.given();
        }

        Context told(Context given) {
            return output.of(reason.of(given));
        }
    }
}
