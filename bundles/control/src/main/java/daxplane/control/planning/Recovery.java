package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Plan;
import daxplane.control.Policy;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back from drift: whatever is wanted, found by its identity whatever its name is now. What cannot come back stops nothing else. */
final class Recovery {

    private final Host host;
    private final List<Mode> modes;
    private final MachineLedger ledger;
    private final OperationScopes past;

    Recovery(Host host, List<Mode> modes, MachineLedger ledger, OperationScopes past) {
        this.host = host;
        this.modes = modes;
        this.ledger = ledger;
        this.past = past;
    }

    Plan plan(Command.Recover command) throws RefusalException {
        var deviations = Drifted.named(ledger, command.device(), command.typed());
        if (deviations.isEmpty()) {
            return Plan.nothingToDo(command.typed(), command.device().orElse("everything") + " is as it is wanted");
        }
        var seen = past.lastSeen(wantedNamespaces(deviations));
        var goals = deviations.stream().map(deviation -> new WayBack.Goal(deviation.key(), deviation.name(), deviation.wanted(),
                Optional.ofNullable(seen.get(deviation.key())), Optional.empty())).toList();
        String errors = Policy.ERRORS.in(Policy.chosen(ledger.configuration()));
        var options = errors.equals(Policy.HEAL) ? command.options().with(ModeOption.CLEAR_ERRORS.name(), "") : command.options();
        var way = new WayBack(host, modes, ledger.observed(), command.typed(), options, errors.equals(Policy.IGNORE)).to(goals);
        if (way.refused().size() == goals.size()) {
            throw new RefusalException(way.refused().values().iterator().next());
        }
        var notes = new ArrayList<String>();
        way.refused().forEach((key, refusal) -> notes.add(goals.stream().filter(goal -> goal.key().equals(key)).findFirst().orElseThrow().name()
                + " stays as it is: " + refusal.rule()));
        return Plans.join(command.typed(), List.of(way.plan()), notes);
    }

    private static Map<ObjectId, State> wantedNamespaces(List<Deviation.Of> deviations) {
        var wanted = new HashMap<ObjectId, State>();
        deviations.stream().filter(deviation -> deviation.key().kind() == ObjectId.Kind.NAMESPACE)
                .forEach(deviation -> deviation.wanted().ifPresent(state -> wanted.put(deviation.key(), state)));
        return wanted;
    }
}
