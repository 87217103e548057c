package daxplane.conform;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import daxplane.host.Cancellation;
import daxplane.host.HostException;
import daxplane.simulation.SimulatedMachine;
import daxplane.tools.Tools;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** One case on its machine, step by step. */
final class CaseRun {

    /** What the recordings listed after each step. */
    private static final Map<String, String> LISTS = Map.of("ndctl", "ndctl list -BDNRXMi -vvv", "daxctl", "daxctl list -RDMi");

    /** What the recorder slept for so that things could come to an end. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);
    /** How long it took to look at everything after a step, before the lists: 370 to 440 ms (an overwrite ends meanwhile in nt-sec-raw-active, step 20). */
    private static final Duration LOOK = Duration.ofMillis(400);

    private static final Set<String> FIRMWARE = Set.of("health", "firmware");

    private static final JSON TREES = JSON.std.with(new JacksonJrsTreeCodec());

    private final RecordedCase recorded;
    private final SimulatedMachine host;
    private final RecordedUuids uuids;
    private final RecordedNvdimms nvdimms;
    private final Performer performer;
    private final Performer lister;
    private final List<String> differences = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final SortedMap<String, Step.LabelBytes> labels = new TreeMap<>();
    private final SortedMap<String, TreeNode> lists = new TreeMap<>();
    private SortedMap<String, String> known = new TreeMap<>();
    private int compared;
    private int equal;
    private long keys;
    private long keysEqual;
    private int areas;
    private int areasEqual;

    CaseRun(RecordedCase recorded, SimulatedMachine host, Tools tools, RecordedNvdimms nvdimms) {
        this.nvdimms = nvdimms;
        this.recorded = recorded;
        this.host = host;
        this.uuids = new RecordedUuids(host.attributes());
        this.performer = Performer.impatient(host, tools, uuids, new MachinePrograms(host), new MachineUsers(host, Cancellation.NEVER));
        this.lister = new Performer(host, tools, uuids);
    }

    CaseReport run() throws IOException {
        host.faults().stopClock();
        StateMap expected = recorded.boot();
        Optional<Integer> partialFrom = Optional.empty();
        for (Step step : recorded.steps()) {
            var leftOut = LeftOut.reason(recorded.name(), step.number());
            if (leftOut.isPresent()) {
                skipped.add(step.number() + " and on: " + leftOut.get());
                partialFrom = Optional.of(step.number());
                break;
            }
            expected = step.stateFile().isPresent() ? recorded.state(step.stateFile().get()) : expected.with(step.difference());
            labels.putAll(step.labels());
            lists.putAll(step.lists());
            uuids.begin(step.number(), step.action(), step.difference(), expected);
            uuids.wrote(step.action(), written(step));
            decideChance(step, expected);
            int before = differences.size();
            long started = host.faults().clockMillis();
            boolean performed = step.number() == 0 || perform(step);
            passTime(step, started);
            List<String> own = step.blind() ? new ArrayList<>() : stateDifferences(step, expected);
            host.faults().passTime(LOOK);
            if (!step.blind()) {
                own.addAll(listDifferences(step));
            }
            if (!performer.skipped().isEmpty() && !step.difference().isEmpty() && !own.isEmpty()) {
                while (differences.size() > before) {
                    differences.removeLast();
                }
                partialFrom = Optional.of(step.number());
                break;
            }
            differences.addAll(own);
            if (performed) {
                compared++;
                equal += differences.size() == before ? 1 : 0;
            }
        }
        return new CaseReport(recorded.name(), recorded.steps().size(), compared, equal, keys, keysEqual, areas, areasEqual, partialFrom, skipped,
                differences);
    }

    /** It is as late after a step as it was when the step was recorded. */
    private void passTime(Step step, long started) {
        Duration took = step.action() instanceof Step.Action.Sleep ? LONG_ENOUGH : step.took();
        Duration left = took.minusMillis(host.faults().clockMillis() - started);
        if (!left.isNegative()) {
            host.faults().passTime(left);
        }
    }

    /** @return whether there was something to perform */
    private boolean perform(Step step) throws IOException {
        return switch (step.action()) {
            case Step.Action.EditMedia() -> edit(step);
            case Step.Action.ReadTree(_, var file) -> compareTree(step, file);
            case Step.Action.ReadBytes(var path, _) when KnownDifference.isForeign(path) -> {
                skipped.add(step.number() + ": bytes of " + path);
                yield false;
            }
            case Step.Action.ReadBytes(var path, var file) -> compareBytes(step, path, file);
            default -> answer(step);
        };
    }

    private boolean answer(Step step) {
        var answered = performer.perform(step.action());
        performer.skipped().forEach(command -> skipped.add(step.number() + ": " + command));
        if (answered.isEmpty()) {
            return false;
        }
        if (!(step.result() instanceof Step.Result.Nothing)) {
            Comparison.results(step.result(), answered.get()).forEach(line -> differences.add(at(step) + line));
        }
        return true;
    }

    /** The machine has booted once already, as chance had it by default. */
    private void decideChance(Step step, StateMap after) throws IOException {
        var names = RecordedNameRaces.names(step, after);
        host.faults().decideNames(names);
        if (step.number() == 0 && !names.equals(RecordedNameRaces.names(StateMap.of(host.attributes()), _ -> true))) {
            performer.perform(new Step.Action.Reboot());
        }
    }

    /** Uuids of labels that the step wrote, in areas that can be read now; what else there is to say of an area is said after the step. */
    private List<UUID> written(Step step) throws IOException {
        var found = new ArrayList<UUID>();
        for (var area : step.labels().entrySet()) {
            try {
                found.addAll(WrittenUuids.between(host.labelAreas().read(nvdimms.dimm(area.getKey()), 0, area.getValue().bytes()),
                        recorded.labels(area.getValue())));
            } catch (HostException unreadable) {
                // Of what nobody could read, nothing can be told apart from before.
            }
        }
        return found;
    }

    private boolean edit(Step step) throws IOException {
        for (var area : step.labels().entrySet()) {
            try {
                host.faults().overwriteLabelArea(area.getKey(), recorded.labels(area.getValue()));
            } catch (HostException refused) {
                differences.add(at(step) + "label area of " + area.getKey() + " cannot be edited: " + refused.getMessage());
            }
        }
        return true;
    }

    private boolean compareTree(Step step, String file) throws IOException {
        FileTree there = recorded.tree(file);
        try {
            var tree = Comparison.trees(there, there.sameOf(host.attributes()));
            keys += tree.compared();
            keysEqual += tree.compared() - tree.differences().size();
            tree.differences().forEach((path, difference) -> differences.add(at(step) + path + ": " + difference));
        } catch (HostException vanished) {
            differences.add(at(step) + vanished.getMessage());
        }
        return true;
    }

    private boolean compareBytes(Step step, String path, String file) throws IOException {
        try {
            int differs = Arrays.mismatch(recorded.bytes(file), host.attributes().readBytes(path));
            if (differs >= 0) {
                differences.add(at(step) + "the bytes differ, first at 0x" + Integer.toHexString(differs));
            }
        } catch (HostException unreadable) {
            differences.add(at(step) + unreadable.getMessage());
        }
        return true;
    }

    private List<String> stateDifferences(Step step, StateMap expected) throws IOException {
        var found = new ArrayList<String>();
        var state = Comparison.byKey(expected, StateMap.of(host.attributes()), KnownDifference.UNCERTAIN);
        keys += state.compared();
        keysEqual += state.compared() - state.differences().size();
        state.differences().forEach((key, difference) -> {
            if (!difference.equals(known.get(key))) {
                found.add(at(step) + key + ": " + difference);
            }
        });
        known = state.differences();
        for (var area : labels.entrySet()) {
            areas++;
            String digest = digest(area.getKey());
            if (digest.equals(area.getValue().sha256())) {
                areasEqual++;
            } else if (step.labels().containsKey(area.getKey())) {
                found.add(at(step) + "label bytes of " + area.getKey() + ": recorded " + area.getValue().sha256() + ", here " + digest);
            }
        }
        return found;
    }

    private List<String> listDifferences(Step step) throws IOException {
        var found = new ArrayList<String>();
        for (var list : lists.entrySet()) {
            compareList(step, list.getKey(), list.getValue(), found);
        }
        return found;
    }

    private void compareList(Step step, String tool, TreeNode expected, List<String> found) throws IOException {
        var ended = (Step.Result.Ended) lister.perform(new Step.Action.Exec(LISTS.get(tool))).orElseThrow();
        Object here = ended.out().isBlank() ? "null" : JSON.std.anyFrom(ended.out());
        Object there = JSON.std.anyFrom(TREES.asString(expected));
        boolean listed = step.number() == 0 || !step.difference().isEmpty() || step.lists().containsKey(tool);
        String difference = listed ? ListDifference.of(there, here) : ListDifference.of(withoutFirmware(there), withoutFirmware(here));
        if (!difference.isEmpty() && !difference.equals(known.get("list/" + tool))) {
            found.add(at(step) + tool + " list: " + difference);
        }
        if (!difference.isEmpty()) {
            known.put("list/" + tool, difference);
        }
    }

    /** What no attribute shows: where those did not change, the recorder did not list anew (no list of any recording is from such a step). */
    private static Object withoutFirmware(Object list) {
        return switch (list) {
            case Map<?, ?> map -> {
                var kept = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> {
                    if (!FIRMWARE.contains(String.valueOf(key))) {
                        kept.put(key, withoutFirmware(value));
                    }
                });
                yield kept;
            }
            case List<?> elements -> elements.stream().map(CaseRun::withoutFirmware).toList();
            case null -> "null";
            default -> list;
        };
    }

    private String digest(String area) {
        String dimm = nvdimms.dimm(area);
        try {
            int bytes = host.labelAreas().size(dimm).areaBytes();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(host.labelAreas().read(dimm, 0, bytes)));
        } catch (HostException unreadable) {
            return "!" + unreadable.errno();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String at(Step step) {
        return step.number() + " " + switch (step.action()) {
            case Step.Action.Write(var path, var value) -> "write " + path + " <- " + value.stripTrailing();
            case Step.Action.Read(var path) -> "read " + path;
            case Step.Action.Exec(var command) -> command;
            case Step.Action.Reboot() -> "boot";
            case Step.Action.Spawn(_, var command) -> "start " + command;
            case Step.Action.Kill(var tag) -> "kill " + tag;
            case Step.Action.EditMedia() -> "edit media";
            case Step.Action.ReadTree(var path, _) -> "everything below " + path;
            case Step.Action.ReadBytes(var path, _) -> "bytes of " + path;
            case Step.Action.Sleep() -> "sleep";
            case Step.Action.Other(var what) -> what;
        } + "\n    ";
    }
}
