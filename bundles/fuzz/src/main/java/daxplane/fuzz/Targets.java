package daxplane.fuzz;

import daxplane.host.linux.UeventTarget;
import daxplane.kernel.firmware.HmatTable;
import daxplane.kernel.firmware.NfitTable;
import daxplane.kernel.firmware.SlitTable;
import daxplane.kernel.firmware.SratTable;
import daxplane.machine.definition.MediaArchiveTarget;
import daxplane.machine.definition.MediaPiecesTarget;
import daxplane.script.Parser;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** All targets by name. */
public final class Targets {

    /** As the two-socket machine has them; a table of attributes for other memory is left aside. */
    private static final Set<Integer> MEMORY_DOMAINS = Set.of(0, 1, 2, 3);

    private static final SortedMap<String, Target> ALL = all();

    private Targets() {
    }

    public static Optional<Target> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeMap<>(ALL).navigableKeySet());
    }

    /** {@code Targets} prints the names, one a line. */
    public static void main(String[] arguments) {
        names().forEach(IO::println);
    }

    private static SortedMap<String, Target> all() {
        SortedMap<String, Target> all = new TreeMap<>();
        all.put("labels", new LabelAreaTarget());
        all.put("btt", new BlockTranslationTarget());
        all.put("info-blocks", new InfoBlockTarget());
        all.put("nfit", new AcpiTarget(bytes -> NfitTable.parse("NFIT.bin", bytes).dimms()));
        all.put("nfit-machine", new AcpiTarget(NfitMachine::boot));
        all.put("srat", new AcpiTarget(bytes -> SratTable.parse("SRAT.bin", bytes)));
        all.put("slit", new AcpiTarget(bytes -> SlitTable.parse("SLIT.bin", bytes)));
        all.put("hmat", new AcpiTarget(bytes -> HmatTable.parse("HMAT.bin", bytes, MEMORY_DOMAINS)));
        all.put("machine", new MachineTarget());
        all.put("media-archive", new MediaArchiveTarget());
        all.put("media-pieces", new MediaPiecesTarget());
        all.put("volatile-log", new VolatileLogTarget());
        all.put("journal-event", new JournalEventTarget());
        all.put("snapshot", new SnapshotTarget());
        all.put("journal-segment", new JournalSegmentTarget());
        all.put("script", bytes -> Parser.parse(new String(bytes, StandardCharsets.UTF_8), 1));
        all.put("uevent", new UeventTarget());
        return all;
    }
}
