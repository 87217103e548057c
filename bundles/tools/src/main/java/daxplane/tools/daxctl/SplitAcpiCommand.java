package daxplane.tools.daxctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.FileProblem;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code daxctl split-acpi}: makes several proximity domains of one in dumped firmware tables, and writes them beside those.
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
    private static final String NEW = ".new";
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
        var tables = new ArrayList<byte[]>();
        for (String table : TABLES) {
            try {
                tables.add(session.files().read(folder + "/" + table));
            } catch (IOException unreadable) {
                session.error("failed to open required " + folder + "/" + table + "\n");
                return FAILURE;
            }
        }
        var split = new FirmwareTables(options.number("pxm").orElse(0), nodes);
        byte[] srat;
        try {
            srat = split.srat(tables.get(1));
        } catch (FirmwareTables.Unsplittable refused) {
            session.error(refused.getMessage());
            return empty(session, folder, refused);
        }
        try {
            keep(session, options, split, folder + "/srat.dat", srat);
            keep(session, options, split, folder + "/slit.dat", split.slit(tables.get(2)));
            var nfit = split.nfit(tables.get(0));
            if (nfit.isPresent()) {
                keep(session, options, split, folder + "/nfit.dat", nfit.get());
            } else {
                tell(session, options, split);
            }
            return Outcome.DONE;
        } catch (FirmwareTables.Unsplittable refused) {
            session.error(refused.getMessage());
            return Outcome.failed(refused.errno());
        } catch (IOException unwritable) {
            session.error(folder + ": " + FileProblem.text(unwritable) + "\n");
            return Outcome.failed(Errno.of(unwritable).orElse(Errno.EIO));
        }
    }

    /** The original makes its files before it looks at the tables. */
    private static int empty(Session session, String folder, FirmwareTables.Unsplittable refused) {
        try {
            for (String table : TABLES) {
                session.files().write(folder + "/" + table + NEW, new byte[0]);
            }
        } catch (IOException unwritable) {
            session.error(folder + ": " + FileProblem.text(unwritable) + "\n");
        }
        return Outcome.failed(refused.errno());
    }

    private static void keep(Session session, Values options, FirmwareTables split, String file, byte[] table) throws IOException {
        tell(session, options, split);
        session.files().write(file + NEW, table);
        session.stderr("created: " + file + NEW + "\n");
    }

    private static void tell(Session session, Values options, FirmwareTables split) {
        var told = split.takeTold();
        if (options.has("verbose")) {
            told.forEach(line -> session.stderr(line + "\n"));
        }
    }
}
