package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.RefusalCode;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Inventory;
import daxplane.rehearsal.Rehearsal;
import daxplane.rehearsal.RehearsedStep;
import daxplane.rehearsal.Reversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Effects that are done to a copy of the machine and become the steps of a plan. */
final class Trial {

    private final Rehearsal copy;
    private final List<Step> steps = new ArrayList<>();

    Trial(Rehearsal copy) {
        this.copy = copy;
    }

    /** The copy as it is now. */
    Inventory picture() {
        return copy.picture();
    }

    /** The copy, for questions. */
    Host host() {
        return copy.host();
    }

    /** What was done since this was asked last. */
    List<Step> take() {
        var taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    /** Does it, whatever the kernel answers. @return whether it worked, or changed something although it was answered with an errno */
    boolean attempt(Effect effect) throws HostException {
        var done = copy.perform(effect);
        step(done).ifPresent(steps::add);
        return done.done() || !done.facts().isEmpty();
    }

    /** @throws RefusalException the kernel refuses it */
    void perform(Effect effect, String object, String what) throws RefusalException, HostException {
        var done = copy.perform(effect);
        if (!done.done() && done.facts().isEmpty()) {
            throw new RefusalException(RefusalCode.REHEARSAL_FAILED, errno(done), object, what, effect.typed() + ": " + answer(done), "show " + object + "       tells what it is now");
        }
        step(done).ifPresent(steps::add);
    }

    /** As {@link #perform}, for what nothing takes back. @param afterwards what must hold then, on the copy too @param because what that loses */
    void perform(Effect effect, Condition afterwards, String because, String object, String what) throws RefusalException, HostException {
        var done = copy.perform(effect);
        if (!done.done() || !afterwards.holds(copy.picture())) {
            throw new RefusalException(RefusalCode.REHEARSAL_FAILED, errno(done), object, what, effect.typed() + ": " + answer(done), "show " + object + "       tells what it is now");
        }
        steps.add(new Step.Irreversible(effect, afterwards, because));
    }

    /** Steps that a mode has planned: they are kept as they are. */
    void follow(List<Step> planned, String object, String what) throws RefusalException, HostException {
        for (Step step : planned) {
            var done = copy.perform(step.effect());
            if (!done.done() || !step.afterwards().holds(copy.picture())) {
                throw new RefusalException(RefusalCode.REHEARSAL_FAILED, errno(done), object, what, step.effect().typed() + ": " + answer(done), "show " + object + "       tells what it is now");
            }
            steps.add(step);
        }
    }

    /** A write that failed and changed nothing is no step: it was a way of asking. */
    static Optional<Step> step(RehearsedStep rehearsed) {
        if (!rehearsed.done() && rehearsed.facts().isEmpty()) {
            return Optional.empty();
        }
        Condition afterwards = rehearsed.done() ? new Condition.EffectSucceeded() : new Condition.Shows(rehearsed.facts());
        return Optional.of(switch (rehearsed.reversal()) {
            case Reversal.ByEffects(var effects) -> new Step.Reversible(rehearsed.effect(), afterwards, effects);
            case Reversal.Impossible(var because) -> new Step.Irreversible(rehearsed.effect(), afterwards, because);
        });
    }

    static Errno errno(RehearsedStep step) {
        return step.result() instanceof EffectResult.Failed(var errno, var _, var _) ? errno : Errno.EIO;
    }

    static String answer(RehearsedStep step) {
        return step.result() instanceof EffectResult.Failed(var errno, var _, var _) ? errno.text() + " (" + errno + ")" : "accepted, without effect";
    }
}
