package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.events.desired.ObjectId;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Label areas get other contents as a whole: those of a moment of the past, or none. Labels of a set of DIMMs belong together, so an
 * area is never changed without those of the DIMMs that it shares regions with. Tried on a copy, planned as it went there.
 *
 * <pre>
 *   nobody uses the regions     refused otherwise
 *   regions and DIMMs off, areas written from their ends, so that the index blocks come last, DIMMs and regions on
 *   namespaces of then          at their places; what was written over of their info blocks is put back, as far as the journal keeps it
 * </pre>
 */
final class LabelReturn {

    /** What one write takes at most: what it writes over fits into the journal. */
    private static final int PAGE = 4096;

    private final Host host;
    private final Inventory now;
    private final String title;
    private final Options options;

    LabelReturn(Host host, Inventory now, String title, Options options) {
        this.host = host;
        this.now = now;
        this.title = title;
        this.options = options;
    }

    /** The areas of a DIMM and of its set as they were at a revision, with the namespaces of then. */
    Plan restore(String dimm, long revision, OperationScopes past) throws RefusalException {
        var set = set(dimm);
        var then = past.picture(revision).orElseThrow(() -> refusal(RefusalCode.NO_WAY_BACK, Errno.ENOENT, dimm, "the journal has no revision " + revision
                + ", or cannot be read that far back", "labels history " + dimm + "       tells when its labels changed"));
        var wanted = new TreeMap<String, LabelArea>();
        for (String each : set) {
            wanted.put(each, area(each, then).orElseThrow(() -> refusal(RefusalCode.NO_WAY_BACK, Errno.ENODATA, each,
                    "the journal does not know what stood in the label area of " + each + " at revision " + revision, "labels history " + each + "       tells since when it knows")));
        }
        return plan(wanted, then, past.at(revision, keys(then)), false)
                .orElseGet(() -> Plan.nothingToDo(title, "the label area" + (set.size() == 1 ? " of " : "s of ") + String.join(", ", set) + " holds what it held then"));
    }

    /** As before an operation that wrote to label areas; empty when they hold what they held then, or nobody knows what that was. */
    Optional<Plan> back(OperationScopes.OperationScope trace, OperationScopes past) throws RefusalException {
        var wanted = new TreeMap<String, LabelArea>();
        for (String dimm : trace.relabelled()) {
            if (now.dimms().containsKey(dimm)) {
                for (String each : set(dimm)) {
                    area(each, trace.before()).ifPresent(area -> wanted.put(each, area));
                }
            }
        }
        return wanted.isEmpty() ? Optional.empty() : plan(wanted, trace.before(), past.at(trace.intended(), keys(trace.before())), true);
    }

    /** Two fresh index blocks and no label: every namespace on these DIMMs is gone. */
    Plan initialise(String dimm, LabelFormat format) throws RefusalException {
        var wanted = new TreeMap<String, LabelArea>();
        for (String each : set(dimm)) {
            byte[] area = seen(host, each);
            try {
                new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE, area).applyTo(area);
            } catch (LabelException unusable) {
                throw refusal(RefusalCode.NO_LABELS, Errno.ENXIO, each, unusable.getMessage(), "list dimms       shows which have labels");
            }
            wanted.put(each, LabelArea.of(area));
        }
        var without = now.change();
        now.namespaces().keySet().forEach(without::removeNamespace);
        return plan(wanted, without.build(), Map.of(), false)
                .orElseGet(() -> Plan.nothingToDo(title, "the label areas of " + String.join(", ", wanted.keySet()) + " are fresh already"));
    }

    /** The DIMM, and every other that shares a region with it or with one of them. */
    private SortedSet<String> set(String dimm) throws RefusalException {
        if (!now.dimms().containsKey(dimm)) {
            throw refusal(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, dimm, "there is no DIMM " + dimm, now.dimms().isEmpty() ? "list dimms       shows that there is none"
                    : "use one of " + String.join(", ", now.dimms().keySet()));
        }
        var set = new TreeSet<String>(List.of(dimm));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Region region : now.regions().values()) {
                var members = region.mappings().stream().map(Region.Mapping::dimm).filter(now.dimms()::containsKey).toList();
                grown |= members.stream().anyMatch(set::contains) && set.addAll(members);
            }
        }
        return set;
    }

    /** What stood in the area of a DIMM of now, which may have had another name then. */
    private Optional<LabelArea> area(String dimm, Inventory then) {
        return then.labelAreaOf(now.dimms().get(dimm).identity());
    }

    private static Set<ObjectId> keys(Inventory then) {
        return then.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0).map(namespace -> ObjectId.of(then, namespace)).collect(Collectors.toSet());
    }

    private byte[] seen(Host where, String dimm) throws RefusalException {
        return where.labelAreas().seen(dimm).orElseThrow(() -> refusal(RefusalCode.NO_LABELS, Errno.ENOTTY, dimm, "what stands in the label area of " + dimm
                + " cannot be seen, or it has none", "ndctl read-labels " + dimm + "       asks its firmware"));
    }

    /** @param asThen whether namespaces and regions that stay are enabled as they were then; else as they are now */
    private Optional<Plan> plan(SortedMap<String, LabelArea> wanted, Inventory then, Map<ObjectId, Sighting> sightings, boolean asThen) throws RefusalException {
        var differ = new TreeSet<String>();
        for (var area : wanted.entrySet()) {
            byte[] is = seen(host, area.getKey());
            if (is.length != area.getValue().bytes()) {
                throw refusal(RefusalCode.NO_WAY_BACK, Errno.EINVAL, area.getKey(), "its label area had " + area.getValue().bytes() + " bytes then, and has " + is.length, "labels history "
                        + area.getKey() + "       tells what it held");
            }
            if (!area.getValue().equals(LabelArea.of(is))) {
                differ.add(area.getKey());
            }
        }
        if (differ.isEmpty()) {
            return Optional.empty();
        }
        var regions = now.regions().values().stream().filter(region -> region.mappings().stream().anyMatch(mapping -> differ.contains(mapping.dimm()))).toList();
        var notes = new ArrayList<String>();
        var back = coming(regions, sightings);
        refuseToLose(regions, back, notes);
        refuseWhatWasWrittenOver(back, notes);
        try (var copy = Rehearsal.on(host)) {
            var trial = new Trial(copy);
            var pause = new LabelPause(trial, host, now, title, options);
            pause.begin(regions, differ, notes);
            for (String dimm : differ) {
                write(trial, dimm, wanted.get(dimm));
            }
            pause.end();
            var goal = new ArrayList<Condition>();
            for (var namespace : back.entrySet()) {
                goal.add(bring(trial, namespace.getKey(), kept(namespace.getKey(), namespace.getValue(), asThen)));
            }
            pause.leave(asThen ? then : now);
            return Optional.of(new Plan(title, trial.take(), new Condition.All(goal), ByteSize.ZERO, ByteSize.ZERO, notes));
        } catch (HostException unable) {
            throw refusal(RefusalCode.NO_REHEARSAL, unable.errno(), differ.first(), unable.getMessage(), "ndctl read-labels and write-labels       do it without a plan");
        }
    }

    /** Namespaces of then with a label, in the regions that the areas belong to. */
    private static SortedMap<ObjectId, Sighting> coming(List<Region> regions, Map<ObjectId, Sighting> sightings) {
        var picture = Inventory.EMPTY.change();
        regions.forEach(picture::put);
        var these = picture.build();
        var coming = new TreeMap<ObjectId, Sighting>();
        sightings.forEach((key, sighting) -> {
            if (sighting.namespace().uuid().isPresent() && sighting.regionIn(these).isPresent()) {
                coming.put(key, sighting);
            }
        });
        return coming;
    }

    /** What is there now and would not be there as it is. A namespace without a label is made by the kernel, and holds what its region holds. */
    private void refuseToLose(List<Region> regions, Map<ObjectId, Sighting> back, List<String> notes) throws RefusalException {
        for (Namespace namespace : now.namespaces().values()) {
            boolean here = namespace.bytes() != 0 && namespace.uuid().isPresent() && regions.stream().anyMatch(region -> region.name().equals(namespace.region()));
            if (!here || Optional.ofNullable(back.get(ObjectId.of(now, namespace))).filter(then -> sameUse(namespace, then.namespace())).isPresent()) {
                continue;
            }
            String what = "what " + called(namespace) + " holds, " + new ByteSize(namespace.bytes()) + " as " + namespace.mode().word() + ",";
            if (!options.has(ModeOption.DISCARD_CONTENTS.name())) {
                throw new RefusalException(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, namespace.name(), title + " cannot be done", what + " would be out of reach",
                        "it would not ask, and neither would ndctl", title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       if nobody needs it"));
            }
            notes.add(what + " is out of reach then; until it is written again it stays readable on the media");
        }
    }

    private void refuseWhatWasWrittenOver(Map<ObjectId, Sighting> back, List<String> notes) throws RefusalException {
        for (var sighting : back.entrySet()) {
            var was = sighting.getValue().namespace();
            var over = sighting.getValue().writtenOver().filter(_ -> NamespaceRestoration.find(now, sighting.getKey()).isEmpty());
            if (over.isPresent() && !options.has(ModeOption.DISCARD_CONTENTS.name())) {
                throw new RefusalException(new Refusal(RefusalCode.WRITTEN_OVER, Errno.ENODATA, was.name(), title + " cannot be done", over.get() + ": what " + called(was)
                        + " held may be written over", "it would not notice", title + " --" + ModeOption.DISCARD_CONTENTS.name() + "       brings it back, whatever it holds now"));
            }
            if (NamespaceRestoration.find(now, sighting.getKey()).isEmpty()) {
                notes.add(called(was) + " comes back" + (was.start().isPresent() ? " at 0x" + Long.toHexString(was.start().getAsLong()) : "")
                        + over.map(why -> "; " + why).orElse(""));
            }
        }
    }

    private static String called(Namespace namespace) {
        return namespace.name() + (namespace.altName().isEmpty() ? "" : " (" + namespace.altName() + ")");
    }

    private static boolean sameUse(Namespace is, Namespace was) {
        return is.mode() == was.mode() && is.bytes() == was.bytes() && is.start().equals(was.start());
    }

    /** One that stays needs nothing of what was written over since; whoever only restores labels leaves it enabled or disabled as it is. */
    private Sighting kept(ObjectId key, Sighting then, boolean asThen) {
        var is = NamespaceRestoration.find(now, key).filter(found -> sameUse(found, then.namespace()));
        if (is.isEmpty()) {
            return then;
        }
        var was = then.namespace();
        var state = asThen ? was : new Namespace(was.name(), was.region(), was.uuid(), was.altName(), was.bytes(), was.start(), was.mode(), is.get().enabled(), was.personality(),
                was.personalityUuid(), was.blockDevice());
        return new Sighting(state, then.picture(), new TreeMap<>(), Optional.empty());
    }

    private Condition bring(Trial trial, ObjectId key, Sighting then) throws RefusalException, HostException {
        try {
            new NamespaceRestoration(trial).restore(key, then, false);
        } catch (NamespaceRestoration.Elsewhere elsewhere) {
            throw NamespaceRestoration.unable(then.namespace(), Errno.ENXIO, "its label does not bring it back to its place");
        }
        var was = then.namespace();
        return new Condition.NamespaceIs(NamespaceRestoration.find(trial.picture(), key).map(Namespace::name).orElse(was.name()), was.uuid(),
                Optional.of(was.mode()).filter(_ -> was.enabled()));
    }

    /** A piece for each page that differs, the last one first: the index blocks, which make the labels count, stand in the first. */
    private void write(Trial trial, String dimm, LabelArea wanted) throws RefusalException, HostException {
        byte[] is = seen(trial.host(), dimm);
        byte[] then = wanted.contents();
        for (int page = (is.length - 1) / PAGE; page >= 0; page--) {
            int start = page * PAGE;
            int end = Math.min(is.length, start + PAGE);
            int first = Arrays.mismatch(is, start, end, then, start, end);
            if (first >= 0) {
                while (is[end - 1] == then[end - 1]) {
                    end--;
                }
                trial.perform(new Effect.WriteLabelArea(dimm, start + first, Arrays.copyOfRange(then, start + first, end)), dimm, title + " cannot be done");
            }
        }
    }

    private RefusalException refusal(RefusalCode code, Errno errno, String object, String rule, String remedy) {
        return new RefusalException(code, errno, object, title + " cannot be done", rule, remedy);
    }
}
