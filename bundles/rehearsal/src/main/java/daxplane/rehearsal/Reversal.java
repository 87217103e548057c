package daxplane.rehearsal;

import daxplane.host.Effect;
import java.util.List;

/** What takes an effect back. */
public sealed interface Reversal {

    Reversal NOTHING = new ByEffects(List.of());

    /** @param effects in the order to perform them; empty when there is nothing to take back */
    record ByEffects(List<Effect> effects) implements Reversal {
        public ByEffects {
            effects = List.copyOf(effects);
        }
    }

    /** @param because a clause: {@code what stood there is overwritten} */
    record Impossible(String because) implements Reversal {
    }
}
