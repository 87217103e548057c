package daxplane.shell.view;

import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Leak;
import daxplane.inventory.Namespace;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Visible;
import daxplane.shell.screen.Width;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who had what over the records of a journal: a lane for each device, from left to right as the records follow each other. Collected while they are read.
 *
 * <pre>
 *               1                       20                    42
 *   dax0.0      ddddddddddddKKKKKKKKKKKKKKKKKKKKKKddddddddddddd
 *   namespace0.3 rrrrrrrrrrrrrrrrrrrrrrrr
 * </pre>
 */
public final class Lanes implements View {

    /** What a device is used as, and the sign of it, with and without Unicode. */
    public enum Use {
        RAM("K", "\u2588", "the kernel's RAM", Style.GOOD),
        DEVDAX("d", "\u2593", "applications, through device-dax", Style.PLAIN),
        FSDAX("f", "\u2592", "a file system that maps files", Style.PLAIN),
        SECTOR("s", "\u259e", "a disk of whole sectors", Style.PLAIN),
        RAW("r", "\u2591", "a raw disk", Style.PLAIN),
        OTHER("o", "\u2593", "another driver", Style.PLAIN),
        LEAKED("!", "\u2573", "leaked", Style.BAD),
        NOBODY("-", "\u2500", "nobody", Style.FAINT),
        ABSENT(" ", " ", "not there", Style.PLAIN);

        private final String ascii;
        private final String drawn;
        private final String said;
        private final Style ink;

        Use(String ascii, String drawn, String said, Style ink) {
            this.ascii = ascii;
            this.drawn = drawn;
            this.said = said;
            this.ink = ink;
        }

        /** For people: {@code the kernel's RAM}. */
        public String said() {
            return said;
        }

        String sign(boolean unicode) {
            return unicode ? drawn : ascii;
        }
    }

    private record Lane(String name, TreeMap<Long, Use> uses) {
    }

    /** A device, and what it was used as from a revision on. @param uses by the revision; before the first it was not there */
    public record Track(String name, SortedMap<Long, Use> uses) {
    }

    private static final int SHORTEST_BAR = 16;

    private final Map<ObjectId, Lane> lanes = new LinkedHashMap<>();
    private final TreeMap<Long, Instant> times = new TreeMap<>();
    private final boolean unicode;
    private final Optional<Set<String>> asked;

    /** @param asked identities of what is drawn; empty: everything */
    public Lanes(Optional<Set<String>> asked, boolean unicode) {
        this.asked = asked;
        this.unicode = unicode;
    }

    /**
     * Each record of a journal from the first on.
     *
     * @param observed what the machine was when it was applied
     * @param drawn    whether it is in the span of the picture; those before it have to be told as well
     */
    public void record(EventRecord record, Inventory observed, boolean drawn) {
        if (drawn) {
            times.put(record.revision(), record.time());
        }
        if (!(record.event() instanceof Event.BootObserved) && !(record.event() instanceof Event.FactsObserved)) {
            return;
        }
        var there = new TreeSet<ObjectId>();
        var leaked = Leak.in(observed).stream().map(Leak::device).collect(Collectors.toSet());
        var asDevice = observed.daxDevices().values().stream().flatMap(device -> device.namespace().stream()).collect(Collectors.toSet());
        observed.daxDevices().values().stream().filter(device -> device.bytes() != 0).forEach(device -> is(record, there, ObjectId.of(device), device.name(), use(device, leaked)));
        observed.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0 && !asDevice.contains(namespace.name()))
                .forEach(namespace -> is(record, there, ObjectId.of(observed, namespace), namespace.name(), use(namespace)));
        lanes.forEach((key, lane) -> {
            if (!there.contains(key)) {
                change(lane, record, Use.ABSENT);
            }
        });
    }

    private void is(EventRecord record, Set<ObjectId> there, ObjectId key, String name, Use use) {
        if (asked.isPresent() && !asked.get().contains(key.identity())) {
            return;
        }
        there.add(key);
        var before = lanes.get(key);
        if (before == null || !before.name().equals(name)) {
            lanes.put(key, new Lane(name, before == null ? new TreeMap<>() : before.uses()));
        }
        change(lanes.get(key), record, use);
    }

    private static void change(Lane lane, EventRecord record, Use use) {
        var last = lane.uses().lastEntry();
        if (last == null ? use != Use.ABSENT : last.getValue() != use) {
            lane.uses().put(record.revision(), use);
        }
    }

    private static Use use(DaxDevice device, Set<String> leaked) {
        if (leaked.contains(device.name())) {
            return Use.LEAKED;
        }
        return device.driver().isEmpty() ? Use.NOBODY : device.usedAsRam() ? Use.RAM : device.usedByApplications() ? Use.DEVDAX : Use.OTHER;
    }

    private static Use use(Namespace namespace) {
        if (!namespace.enabled()) {
            return Use.NOBODY;
        }
        return switch (namespace.mode()) {
            case RAW -> Use.RAW;
            case SECTOR -> Use.SECTOR;
            case FSDAX -> Use.FSDAX;
            case DEVDAX -> Use.DEVDAX;
        };
    }

    private static Use at(Lane lane, long revision) {
        var entry = lane.uses().floorEntry(revision);
        return entry == null ? Use.ABSENT : entry.getValue();
    }

    /** The lanes, for whoever draws them in another way. */
    public List<Track> tracks() {
        return lanes.values().stream().map(lane -> new Track(lane.name(), Collections.unmodifiableSortedMap(lane.uses()))).toList();
    }

    @Override
    public Object json() {
        return lanes.entrySet().stream().map(lane -> {
            var object = new LinkedHashMap<String, Object>();
            object.put("object", lane.getKey().identity());
            object.put("name", lane.getValue().name());
            object.put("uses", lane.getValue().uses().entrySet().stream().map(use -> {
                var change = new LinkedHashMap<String, Object>();
                change.put("revision", use.getKey());
                change.put("use", use.getValue().name().toLowerCase(Locale.ROOT));
                return change;
            }).toList());
            return object;
        }).toList();
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        if (lanes.isEmpty() || times.isEmpty()) {
            out.println("nothing is recorded of any device");
            return;
        }
        int label = lanes.values().stream().mapToInt(lane -> Width.of(Visible.line(lane.name()))).max().orElse(0) + 2;
        int cells = Math.max(SHORTEST_BAR, Math.min(screen.columns() - label, times.size()));
        var revisions = columns(cells);
        out.println(" ".repeat(label) + screen.ink(Style.FAINT, ruler(revisions, cells)));
        var used = new TreeSet<Use>();
        lanes.values().forEach(lane -> {
            var bar = new StringBuilder();
            for (long revision : revisions) {
                var use = at(lane, revision);
                used.add(use);
                bar.append(screen.ink(use.ink, use.sign(unicode)));
            }
            var name = Visible.line(lane.name());
            out.println((screen.ink(Style.STRONG, name) + " ".repeat(label - Width.of(name)) + bar).stripTrailing());
        });
        out.println();
        out.println("from " + HistoryView.local(times.firstEntry().getValue()) + " to " + HistoryView.local(times.lastEntry().getValue()));
        used.stream().filter(use -> use != Use.ABSENT).forEach(use -> out.println("  " + screen.ink(use.ink, use.sign(unicode)) + "  " + use.said));
    }

    /** The last revision of each column. */
    private List<Long> columns(int cells) {
        long first = times.firstKey();
        long count = times.lastKey() - first + 1;
        var revisions = new ArrayList<Long>();
        for (int cell = 1; cell <= cells; cell++) {
            revisions.add(first - 1 + Math.ceilDiv(count * cell, cells));
        }
        return revisions;
    }

    /** The first revision, the last one, and one in the middle where there is room. */
    private static String ruler(List<Long> revisions, int cells) {
        var first = revisions.getFirst().toString();
        var middle = revisions.get(cells / 2).toString();
        var last = revisions.getLast().toString();
        var text = new StringBuilder(first);
        if (cells / 2 > first.length() + 1 && cells - last.length() > cells / 2 + middle.length() + 1) {
            text.append(" ".repeat(cells / 2 - text.length())).append(middle);
        }
        return text.append(" ".repeat(Math.max(1, cells - text.length() - last.length()))).append(last).toString();
    }
}
