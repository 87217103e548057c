package daxplane.rehearsal;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Fact;
import java.util.List;

/**
 * An effect as it went on the copy.
 *
 * @param facts what it changed, as far as attributes show it
 */
public record RehearsedStep(Effect effect, EffectResult result, List<Fact> facts, Reversal reversal) {

    public RehearsedStep {
        facts = List.copyOf(facts);
    }

    public boolean done() {
        return result instanceof EffectResult.Done || result instanceof EffectResult.Ended(var status, _, _) && status == 0;
    }
}
