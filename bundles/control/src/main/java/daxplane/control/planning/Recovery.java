package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.Plan;
import daxplane.control.RefusalCode;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.events.ledger.Deviation;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Errno;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The way back from drift: policy first, then each device, found by its identity whatever its name is now. */
final class Recovery {

    private final Restoration restoration;
    private final MachineLedger ledger;

    Recovery(List<Mode> modes, MachineLedger ledger) {
        this.restoration = new Restoration(modes);
        this.ledger = ledger;
    }

    Plan plan(Command.Recover command) throws RefusalException {
        var deviations = Drifted.named(ledger, command.device(), command.typed());
        if (deviations.isEmpty()) {
            return Plan.nothingToDo(command.typed(), command.device().orElse("everything") + " is as it is wanted");
        }
        var plans = new ArrayList<Plan>();
        var notes = new ArrayList<String>();
        RefusalException first = null;
        var picture = ledger.observed();
        for (Deviation.Of deviation : deviations.stream().sorted(Comparator.comparing(Recovery::policyFirst)).toList()) {
            try {
                plans.add(plan(command.typed(), picture, deviation));
                picture = after(picture, deviation);
            } catch (RefusalException refused) {
                first = first == null ? refused : first;
                notes.add(deviation.name() + " stays as it is: " + refused.refusal().rule());
            }
        }
        if (plans.isEmpty()) {
            throw first;
        }
        return Plans.join(command.typed(), plans, notes);
    }

    private static boolean policyFirst(Deviation.Of deviation) {
        return deviation.key().kind() != ObjectId.Kind.POLICY;
    }

    /** Later plans set the policy aside that the first one restored. */
    private static Inventory after(Inventory picture, Deviation.Of deviation) {
        return deviation.wanted().filter(State.Policy.class::isInstance).map(State.Policy.class::cast)
                .map(policy -> picture.change().policy(picture.policy().withAutoOnline(policy.value())).build())
                .orElse(picture);
    }

    private Plan plan(String title, Inventory picture, Deviation.Of deviation) throws RefusalException {
        if (deviation.wanted().isPresent() && deviation.observed().isPresent()) {
            var wanted = deviation.wanted().get();
            if (wanted instanceof State.Policy policy) {
                return Restoration.policy(title, picture, policy);
            }
            if (wanted instanceof State.Dax dax) {
                return restoration.device(title, picture, deviation.name(), dax);
            }
        }
        throw new RefusalException(RefusalCode.NO_WAY_BACK, Errno.EOPNOTSUPP, deviation.name(), deviation.name() + " cannot be recovered",
                deviation.name() + " is " + State.text(deviation.observed()) + ", wanted is " + State.text(deviation.wanted())
                        + "; daxplane plans the way back of dax devices and of the auto-online policy",
                remedy(deviation.observed(), deviation.name()));
    }

    private static String remedy(Optional<State> observed, String name) {
        return observed.isEmpty() ? "accept " + name + "       when it will not come back"
                : "bring it back with ndctl, or: accept " + name;
    }
}
