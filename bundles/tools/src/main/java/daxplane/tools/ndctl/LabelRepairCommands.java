package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexChecks;
import daxplane.labels.LabelException;
import daxplane.labels.repair.Fault;
import daxplane.labels.repair.LabelRepair;
import daxplane.tools.Command;
import daxplane.tools.Subject;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code labels check} and {@code labels repair}, of DIMMs and of areas in files. The areas of one command line are judged together, as
 * the labels of a namespace lie on all DIMMs of its set. docs/kernel/labels.md 6.3.
 */
final class LabelRepairCommands {

    private static final Command CHECK = new Command("check", "tells what is wrong with label areas, and what a repair would do",
            "labels check <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, false);
    private static final Command REPAIR = new Command("repair", "puts label areas right whose last update did not finish, or that are damaged",
            "labels repair <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM, NdOptions.DIMM, true);

    private static final int CLEAN = 0;
    private static final int FAULTY = 1;

    private final Session session;
    private final List<LabelMedium> media;

    private LabelRepairCommands(Session session, List<LabelMedium> media) {
        this.session = session;
        this.media = media;
    }

    static Entry check() {
        return new Entry(CHECK, (session, options, words) -> run(session, options, words, CHECK, LabelRepairCommands::checkAll));
    }

    static Entry repair() {
        return new Entry(REPAIR, (session, options, words) -> run(session, options, words, REPAIR, LabelRepairCommands::repairAll));
    }

    /** Answers the exit code. */
    private interface Deed {
        int of(LabelRepairCommands commands) throws HostException, Refused;
    }

    private static int run(Session session, Values options, List<String> words, Command command, Deed deed) {
        if (!LabelCommands.wellFormed(session, command, words)) {
            return UsageText.EXIT;
        }
        try {
            return deed.of(new LabelRepairCommands(session, withLabels(session, LabelMedium.named(session, options, words))));
        } catch (HostException unreadable) {
            session.stderr("cannot read labels: " + unreadable.getMessage() + "\n");
        } catch (Refused refused) {
            session.stderr("labels are not repaired: " + Outcome.text(refused.outcome()) + "\n");
        }
        return FAULTY;
    }

    /** A DIMM without label commands, as one that the boot loader declares, has nothing that could be wrong. docs/kernel/labels.md 8. */
    private static List<LabelMedium> withLabels(Session session, List<LabelMedium> media) throws HostException {
        List<LabelMedium> labelled = new ArrayList<>();
        for (LabelMedium medium : media) {
            try {
                medium.areaBytes();
                labelled.add(medium);
            } catch (HostException none) {
                if (none.errno() != Errno.ENOTTY) {
                    throw none;
                }
                session.stderr(medium.name() + ": has no label area\n");
            }
        }
        return labelled;
    }

    private int checkAll() throws HostException {
        List<Fault> faults = read().faults();
        tell(faults);
        session.stdout("checked " + areas(media.size()) + ": " + faults(faults.size()) + "\n");
        return faults.isEmpty() ? CLEAN : FAULTY;
    }

    private int repairAll() throws HostException, Refused {
        LabelRepair repair = read();
        List<Fault> faults = repair.faults();
        tell(faults);
        List<LabelRepair.Write> writes = writes(repair);
        SortedSet<Integer> written = new TreeSet<>(writes.stream().map(LabelRepair.Write::area).toList());
        refuseActive(written);
        for (LabelRepair.Write write : writes) {
            orRefuse(media.get(write.area()).write(write.write().offset(), write.write().bytes()));
        }
        for (int area : written) {
            orRefuse(media.get(area).makeReadAgain());
        }
        int left = read().faults().size();
        session.stdout("repaired " + (faults.size() - left) + " of " + faults(faults.size()) + " in " + areas(media.size()) + "\n");
        return left == 0 ? CLEAN : FAULTY;
    }

    private List<LabelRepair.Write> writes(LabelRepair repair) throws Refused {
        try {
            return repair.writes(session.labels());
        } catch (LabelException full) {
            session.stderr(full.getMessage() + "\n");
            // As the kernel answers to a change that finds no free slot.
            throw new Refused(Errno.ENXIO);
        }
    }

    // Before the first write, so that a set is repaired as a whole or not at all.
    private void refuseActive(SortedSet<Integer> written) throws Refused {
        for (int area : written) {
            if (media.get(area).inUse()) {
                session.stderr(media.get(area).name() + ": regions active, abort label write\n");
                throw new Refused(Errno.EBUSY);
            }
        }
    }

    private static void orRefuse(int outcome) throws Refused {
        if (outcome < 0) {
            throw new Refused(outcome);
        }
    }

    private LabelRepair read() throws HostException {
        List<LabelRepair.Area> areas = new ArrayList<>();
        for (LabelMedium medium : media) {
            byte[] bytes = medium.read(0, medium.areaBytes());
            areas.add(new LabelRepair.Area(medium.name(), session.labels().read(AreaSource.of(bytes), IndexChecks.KERNEL), medium.cookies()));
        }
        return LabelRepair.of(areas);
    }

    private void tell(List<Fault> faults) {
        faults.forEach(fault -> session.stdout(fault.area() + ": " + fault.text() + "; " + fault.cure().text() + "\n"));
    }

    private static String areas(int count) {
        return count + (count == 1 ? " label area" : " label areas");
    }

    private static String faults(int count) {
        return count + (count == 1 ? " fault" : " faults");
    }
}
