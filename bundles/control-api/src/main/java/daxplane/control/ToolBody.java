package daxplane.control;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.Host;

/** A tool that acts for an operator: reads a host, changes it through {@code hands} alone, tells how it went by its exit code. */
@FunctionalInterface
public interface ToolBody {

    int run(Host host, Hands hands);

    /** Performs an effect and journals it with the kernel's answer. */
    @FunctionalInterface
    interface Hands {
        EffectResult perform(Effect effect);
    }
}
