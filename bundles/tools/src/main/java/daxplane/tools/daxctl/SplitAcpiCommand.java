package daxplane.tools.daxctl;

import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.util.List;

/**
 * {@code daxctl split-acpi}: makes several proximity domains of one in dumped firmware tables. Its command line is judged and its
 * tables are looked for; tables are not rewritten (docs/FIDELITY.md).
 */
final class SplitAcpiCommand {

    private static final Command COMMAND = new Command("split-acpi", "makes several proximity domains of one, in dumped firmware tables",
            "daxctl split-acpi <options>", Subject.NOTHING, List.of(
                    Option.text('d', "directory", "path", Subject.FILE, "Path to ACPI tables dumped by \"acpixtract -a\""),
                    Option.number('p', "pxm", "n", "Proximity domain to split"),
                    Option.number('n', "nodes", "n", "Number of nodes to split capacity (default 2)"),
                    Option.flag('v', "verbose", "Enable verbose output")), false);

    private static final int FAILURE = 1;
    private static final int FEWEST = 2;
    private static final List<String> TABLES = List.of("nfit.dat", "srat.dat", "slit.dat");

    private SplitAcpiCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, SplitAcpiCommand::run);
    }

    private static int run(Session session, Values options) {
        int nodes = options.number("nodes").orElse(FEWEST);
        if (nodes < FEWEST) {
            session.error("--nodes=" + nodes + ", must be greater than 2\n");
        }
        if (Integer.bitCount(nodes) != 1) {
            session.error("--nodes=" + nodes + ", must be power of 2\n");
        }
        if (nodes < FEWEST || Integer.bitCount(nodes) != 1) {
            session.stderr(UsageText.whole(COMMAND));
            return UsageText.EXIT;
        }
        String folder = options.text("directory").orElse(".");
        for (String table : TABLES) {
            try {
                session.files().read(folder + "/" + table);
            } catch (IOException unreadable) {
                session.error("failed to open required " + folder + "/" + table + "\n");
                return FAILURE;
            }
        }
        session.error("daxplane does not rewrite firmware tables\n");
        return FAILURE;
    }
}
