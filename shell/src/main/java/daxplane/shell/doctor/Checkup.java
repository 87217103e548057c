package daxplane.shell.doctor;

import daxplane.control.ControlException;
import daxplane.control.Mode;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.health.DimmHealth;
import daxplane.host.health.Verdict;
import daxplane.host.platform.Platform;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.journal.JournalException;
import daxplane.shell.screen.Count;
import daxplane.shell.session.Session;
import daxplane.shell.view.Undriven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at everything that a command needs. */
public final class Checkup {

    /** With less than this a journal soon refuses to begin operations: a hundred of them. */
    private static final long LITTLE_ROOM_BYTES = 64L << 20;

    private final Session session;

    public Checkup(Session session) {
        this.session = session;
    }

    /** In the order in which one depends on the other; what fails for a reason that was told is not told again. */
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>(List.of(stateDirectory()));
        add(findings, "machine", "see the reason; 'reset' begins anew beside it and keeps what is there, and --state takes another one", this::machine);
        add(findings, "addresses", "see the reason", this::addresses);
        add(findings, "health", "see the reason", this::health);
        memoryMode().ifPresent(findings::add);
        add(findings, "modes", "see the reason", this::modes);
        add(findings, "journal", "keep a copy of the state directory before anything else", this::journal);
        add(findings, "drift", "see the machine and the journal", this::drift);
        return findings;
    }

    @FunctionalInterface
    private interface Look {
        Finding take() throws ControlException, HostException, JournalException;
    }

    private static void add(List<Finding> findings, String check, String remedy, Look look) {
        try {
            findings.add(look.take());
        } catch (ControlException | HostException | JournalException failed) {
            var same = findings.stream().filter(before -> before.found().equals(failed.getMessage())).findFirst();
            findings.add(same.map(before -> Finding.trouble(check, "not looked at: see " + before.check(), ""))
                    .orElseGet(() -> Finding.trouble(check, failed.getMessage(), remedy)));
        }
    }

    private Finding stateDirectory() {
        Path state = session.state();
        Path there = state.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            return Finding.trouble("state directory", state + ": " + there + " is a file", "name another one with --state");
        }
        if (!Files.isWritable(there)) {
            return Finding.trouble("state directory", state + ": " + there + " cannot be written", "looking works; to change something run as its owner, or name another one with --state");
        }
        try {
            if (Files.isDirectory(state) && isOpen(state)) {
                return Finding.trouble("state directory", state + " is open to others: they can read who did what, or change it",
                        "chmod -R go-w,o-rx " + state);
            }
            long room = Files.getFileStore(there).getUsableSpace();
            String found = state + ", " + (room >> 20) + " MiB free";
            return room < LITTLE_ROOM_BYTES ? Finding.trouble("state directory", found, "make room: an operation that cannot be recorded is not begun")
                    : Finding.sound("state directory", found);
        } catch (IOException unknown) {
            return Finding.trouble("state directory", state + ": " + Errno.said(unknown), "name another one with --state");
        }
    }

    /** The owner's group may read, if he wants it to. */
    private static boolean isOpen(Path state) throws IOException {
        var permissions = Files.getPosixFilePermissions(state);
        return permissions.contains(PosixFilePermission.GROUP_WRITE) || permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE) || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private Finding machine() throws ControlException {
        var inventory = session.control().picture().inventory();
        var odd = session.host().warnings();
        if (!odd.isEmpty()) {
            return Finding.trouble("machine", String.join("; ", odd), "it is passed over: correct the machine definition, then reboot");
        }
        var undriven = Undriven.in(inventory);
        if (!undriven.isEmpty()) {
            return Finding.trouble("machine", undriven.stream().map(memory -> memory.range().size() + " at 0x" + Long.toHexString(memory.range().start())
                    + " (" + memory.kind() + ")").collect(Collectors.joining(", ")) + ": no driver has it", undriven.getFirst().remedy());
        }
        return Finding.sound("machine", session.host().describe() + "; " + String.join(", ", counts(inventory)));
    }

    private static List<String> counts(Inventory inventory) {
        long cxl = inventory.dimms().values().stream().filter(dimm -> dimm.cxl().isPresent()).count();
        var counts = new ArrayList<String>();
        counts.add(Count.of(inventory.dimms().size() - cxl, "DIMM"));
        if (cxl != 0) {
            counts.add(Count.of(cxl, "CXL device"));
        }
        counts.add(Count.of(inventory.regions().size(), "region"));
        counts.add(Count.of(inventory.namespaces().size(), "namespace"));
        counts.add(Count.of(inventory.daxDevices().size(), "dax device"));
        counts.add(Count.of(inventory.blocks().size(), "memory block"));
        return counts;
    }

    /** The kernel shows zeros to whoever may not see addresses. No persistent memory is no reason to say so. */
    private Finding addresses() throws ControlException, HostException {
        var lines = session.host().attributes().read("/proc/iomem").lines().map(String::strip).toList();
        boolean hidden = !lines.isEmpty() && lines.stream().allMatch(line -> line.matches("0+-0+ :.*"));
        return hidden ? Finding.trouble("addresses", "the kernel hides physical addresses from this user", "run as root, or with CAP_SYS_ADMIN and CAP_DAC_OVERRIDE")
                : Finding.sound("addresses", Count.of(lines.size(), "range") + " in /proc/iomem");
    }

    private Finding health() throws ControlException {
        var picture = session.control().picture().inventory();
        var seen = session.control().acknowledgedShutdowns();
        var ailing = new ArrayList<String>();
        int dimms = 0;
        for (Dimm dimm : picture.dimms().values()) {
            var verdict = Verdict.of(DimmHealth.read(session.host(), dimm), picture, dimm, seen);
            dimms++;
            verdict.complaints().stream().findFirst().ifPresent(worst -> ailing.add(dimm.name() + ": " + worst.what()));
        }
        return ailing.isEmpty() ? Finding.sound("health", dimms == 0 ? "no DIMMs" : "nothing is wrong with " + Count.of(dimms, "DIMM"))
                : Finding.trouble("health", String.join("; ", ailing), "health");
    }

    /** It is no fault: whoever misses DRAM or DIMMs learns where they are. */
    private Optional<Finding> memoryMode() {
        try {
            var platform = Platform.read(session.host());
            var picture = session.control().picture().inventory();
            var idle = picture.dimms().values().stream().filter(dimm -> dimm.cxl().isEmpty() && picture.regions().values().stream()
                    .noneMatch(region -> region.mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name())))).map(Dimm::name).toList();
            String without = idle.isEmpty() ? "" : String.join(", ", idle) + (idle.size() == 1 ? " is" : " are") + " part of no region: the firmware gave no range of persistent memory";
            if (platform.caches().isEmpty()) {
                return idle.isEmpty() ? Optional.empty() : Optional.of(Finding.sound("memory mode", "no DRAM is a cache; " + without));
            }
            return Optional.of(Finding.sound("memory mode", platform.cached() + " of DRAM is a cache in front of the memory of " + platform.caches().stream()
                    .map(cache -> "node " + cache.node()).distinct().collect(Collectors.joining(", ")) + ": the firmware decides that, and nothing of it can be handed over"
                    + (without.isEmpty() ? "" : "; " + without)
                    + (picture.regions().isEmpty() ? "" : "; beside it there " + (picture.regions().size() == 1 ? "is " : "are ") + String.join(", ", picture.regions().keySet()))));
        } catch (ControlException unseen) {
            return Optional.empty();            // told by the look at the machine
        }
    }

    private Finding modes() throws ControlException {
        var names = session.control().modes().stream().map(Mode::name).toList();
        return names.isEmpty() ? Finding.trouble("modes", "none: 'assign' has nothing to offer", "the bundle daxplane.modes is missing or failed to start; the log in the state directory tells why")
                : Finding.sound("modes", String.join(", ", names));
    }

    private Finding journal() throws ControlException, JournalException {
        var verified = session.control().journal().verify();
        return verified.damage().isPresent() ? Finding.trouble("journal", "damaged: " + verified.damage().get() + "; records 1 to " + verified.records() + " are proven",
                "keep a copy of the directory, and go on with a new one: --state DIR")
                : Finding.sound("journal", verified.records() == 0 ? "no records yet" : Count.of(verified.records(), "record") + ", intact");
    }

    private Finding drift() throws ControlException {
        int rows = session.control().drift().rows().size();
        return rows == 0 ? Finding.sound("drift", "none") : Finding.trouble("drift", rows + (rows == 1 ? " object is" : " objects are") + " not as wanted", "drift");
    }
}
