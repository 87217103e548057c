package daxplane.control.planning;

import daxplane.control.Command;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.OpenOperation;
import daxplane.host.DriverIdEffects;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Difference;
import daxplane.inventory.Fold;
import daxplane.inventory.Inventory;
import daxplane.rehearsal.Rehearsal;
import daxplane.rehearsal.RehearsedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A copy of the machine on which one plan after the other is done, and what the journal would tell of it. */
final class WalkedCopy implements AutoCloseable {

    private final Host machine;
    private final MachineLedger before;
    private final List<Effect> done = new ArrayList<>();
    private Rehearsal copy;
    private Inventory picture;

    WalkedCopy(Host machine, MachineLedger before) throws HostException {
        this.machine = machine;
        this.before = before;
        this.picture = before.observed();
        this.copy = Rehearsal.on(machine);
    }

    /** A step that does not come to what it should. */
    record FailedStep(Step step, RehearsedStep went) {

        Refusal of(Command command, String object) {
            return new Refusal(RefusalCode.REHEARSAL_FAILED, Trial.errno(went), object, command.typed() + " would fail",
                    step.effect().typed() + ": " + (went.done() ? "the kernel accepts it, but not: " + step.afterwards().text() : Trial.answer(went)),
                    Trial.errno(went) == Errno.EINTR ? "it would wait until somebody lets go" : "", "who " + object + "       tells who holds it");
        }
    }

    Host host() {
        return copy.host();
    }

    /** As it is now, with what only effects tell. */
    Inventory picture() {
        return picture;
    }

    /** What the journal would tell; nothing of it is written, and nobody has decided anything new. */
    MachineLedger ledger() {
        var facts = Difference.between(before.observed(), picture);
        String cause = before.open().map(OpenOperation::id).orElse("rehearsed");      // what settles an operation is its doing
        return facts.isEmpty() ? before : before.with(List.of(new Event.FactsObserved(Cause.operation(cause), facts)));
    }

    /** Does what a plan says. @return what failed; nothing of the plan is done then */
    Optional<FailedStep> follow(Plan plan) throws HostException {
        int begun = done.size();
        for (Step step : plan.steps()) {
            var went = perform(step.effect());
            if (!(went.done() || !went.facts().isEmpty()) || !step.afterwards().holds(picture)) {
                backTo(begun);
                return Optional.of(new FailedStep(step, went));
            }
        }
        return Optional.empty();
    }

    private RehearsedStep perform(Effect effect) throws HostException {
        var went = copy.perform(effect);
        done.add(effect);
        picture = Fold.apply(Fold.apply(picture, DriverIdEffects.after(picture, effect, went.result())), went.facts());
        return went;
    }

    /** A new copy, on which the same is done as far as that. */
    private void backTo(int count) throws HostException {
        var again = List.copyOf(done.subList(0, count));
        copy.close();
        done.clear();
        picture = before.observed();
        copy = Rehearsal.on(machine);
        for (Effect effect : again) {
            perform(effect);
        }
    }

    @Override
    public void close() {
        copy.close();
    }
}
