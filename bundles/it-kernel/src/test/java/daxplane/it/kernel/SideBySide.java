package daxplane.it.kernel;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import daxplane.conform.Comparison;
import daxplane.conform.KnownDifference;
import daxplane.conform.Performer;
import daxplane.conform.RecordedNameRaces;
import daxplane.conform.RecordedUuids;
import daxplane.conform.StateMap;
import daxplane.conform.Step.Action;
import daxplane.conform.Step.Result;
import daxplane.host.Attributes;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A real kernel in a guest and a simulated one on the same media, to which the same things are done. */
final class SideBySide implements AutoCloseable {

    private static final Pattern BOUND_REGION = Pattern.compile("nd/(region\\d+)/driver@");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The kernel probes on its own time: a difference that goes away is none. */
    private static final int LOOKS = 40;

    private final Lab lab;
    private final String kernel;
    private final Hardware hardware;
    private final Path place;
    private final SimulatedHost simulation;
    private final Performer performer;
    private final RecordedUuids uuids;
    private int steps;
    private boolean answersDiffer;
    private Guest guest;

    private SideBySide(Lab lab, String kernel, Hardware hardware, Path place, Guest guest, SimulatedHost simulation) {
        this.lab = lab;
        this.kernel = kernel;
        this.hardware = hardware;
        this.place = place;
        this.guest = guest;
        this.simulation = simulation;
        this.uuids = new RecordedUuids(simulation.attributes());
        this.performer = new Performer(simulation, new Toolbox(), uuids);
    }

    /** Boots both. @param definition of the simulated machine, captured of such a guest */
    static SideBySide boot(Lab lab, String kernel, Hardware hardware, Path definition, Path place) throws Exception {
        Guest guest = lab.boot(kernel, hardware, place);
        try {
            var pair = new SideBySide(lab, kernel, hardware, place, guest, Simulation.open(place.resolve("simulated"), definition));
            Map<String, String> names = RecordedNameRaces.names(pair.settled(pair.real()), _ -> true);
            if (!names.equals(RecordedNameRaces.names(pair.simulated(), _ -> true))) {
                pair.simulation.faults().decideNames(names);
                pair.performer.perform(new Action.Reboot());
            }
            return pair;
        } catch (Exception failure) {
            guest.close();
            throw failure;
        }
    }

    StateMap simulated() {
        return StateMap.of(simulation.attributes());
    }

    /** Does it on both. @return where they differ, in answer, state, or label bytes; empty when they do not */
    List<String> perform(Action action) throws Exception {
        StateMap before = real();
        Result answered = onGuest(action);
        StateMap after = after(before, action);
        uuids.begin(++steps, action, before.differenceTo(after), after);
        simulation.faults().decideNames(RecordedNameRaces.names(after, region -> cameUp(region, before, action)));
        Result simulated = performer.perform(action).orElseThrow(() -> new IllegalStateException("nobody can do " + action));
        var differences = new ArrayList<String>();
        answersDiffer = false;
        if (!Comparison.results(comparable(action, answered), comparable(action, simulated)).isEmpty()) {
            answersDiffer = true;
            differences.addAll(Lines.different(answered.toString(), simulated.toString()));
        }
        differences.addAll(differences());
        return differences;
    }

    /** What the real kernel shows after an action; of what its threads race for, when a region comes up, the end. */
    private StateMap after(StateMap before, Action action) throws IOException {
        StateMap after = real();
        boolean race = after.values().keySet().stream().map(BOUND_REGION::matcher).anyMatch(key -> key.matches() && cameUp(key.group(1), before, action));
        return race ? settled(after) : after;
    }

    private static boolean cameUp(String region, StateMap before, Action action) {
        return action instanceof Action.Reboot || action instanceof Action.Exec(var command) && command.contains("enable-region")
                || !before.values().containsKey("nd/" + region + "/driver@");
    }

    /** What the real kernel shows when its threads have done their work. */
    private StateMap settled(StateMap shown) throws IOException {
        StateMap last = shown;
        for (int look = 0; look < LOOKS; look++) {
            StateMap next = real();
            if (next.equals(last)) {
                break;
            }
            last = next;
        }
        return last;
    }

    /** Where they differ now. */
    List<String> differences() throws Exception {
        List<String> differences = List.of();
        for (int look = 0; look < LOOKS; look++) {
            differences = Comparison.states(real(), simulated(), KnownDifference.UNCERTAIN);
            if (differences.isEmpty()) {
                break;
            }
        }
        var all = new ArrayList<>(differences);
        for (int dimm = 0; dimm < hardware.dimms().size(); dimm++) {
            byte[] real = hardware.labels(place, dimm);
            if (real.length == 0 || simulation.attributes().kind("/sys/bus/nd/devices/nmem" + dimm) == Attributes.Kind.ABSENT) {
                continue;   // without its bus nobody reads it; it is looked at again when it is back
            }
            byte[] simulated = simulation.labelAreas().read("nmem" + dimm, 0, real.length);
            int at = Arrays.mismatch(real, simulated);
            if (at >= 0) {
                all.add("label area of nmem%d: differs from 0x%x on".formatted(dimm, at));
            }
        }
        return all;
    }

    /** Whether they differ only in the numbers that personalities got, which is a race inside of the real kernel. */
    boolean raced() throws IOException {
        return !answersDiffer && !Comparison.states(real(), simulated(), KnownDifference.UNCERTAIN).isEmpty()
                && Comparison.states(WithoutNumbers.of(real()), WithoutNumbers.of(simulated()), KnownDifference.UNCERTAIN).isEmpty();
    }

    private StateMap real() throws IOException {
        return new StateMap(new TreeMap<>(guest.state()));
    }

    private Result onGuest(Action action) throws IOException {
        return switch (action) {
            case Action.Write(var path, var value) -> {
                TreeNode reply = guest.call(PATIENCE, "write", String.valueOf(PATIENCE.toMillis()), path, value);
                yield reply.get("bytes") instanceof JrsNumber bytes ? new Result.Done(bytes.getValue().intValue())
                        : new Result.Failed(Guest.text(reply, "errno"), reply.get("at") == null ? "" : Guest.text(reply, "at"));
            }
            case Action.Exec(var command) -> {
                Guest.Ended ended = guest.exec(command, PATIENCE);
                yield new Result.Ended(ended.exitCode(), ended.out(), ended.err());
            }
            case Action.Reboot() -> {
                guest.close();
                guest = lab.reboot(kernel, hardware, place);
                yield new Result.Done(0);
            }
            default -> throw new IllegalArgumentException("no walk does " + action);
        };
    }

    /**
     * What modprobe says is its own, and whether it worked is the kernel's. Its exit code tells of other modules as well: it is 1
     * when one that the module used stays, without a word (corpus ns-modprobe).
     */
    private static Result comparable(Action action, Result result) {
        return switch (result) {
            case Result.Ended(_, _, var err) when action instanceof Action.Exec(var command) && command.startsWith("modprobe") ->
                    new Result.Ended(err.isEmpty() ? 0 : 1, "", "");
            case Result.Done _ when action instanceof Action.Reboot -> new Result.Done(0);
            default -> result;
        };
    }

    @Override
    public void close() throws IOException {
        simulation.close();
        guest.close();
    }
}
