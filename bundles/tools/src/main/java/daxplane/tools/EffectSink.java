package daxplane.tools;

import daxplane.host.Effect;
import daxplane.host.EffectResult;

/**
 * How a tool changes a machine: every change it makes is one call, in the order in which the original makes it. The control
 * plane stands behind it and journals effect and result; {@code effect -> Effects.perform(host, effect, cancellation)} is
 * the sink that only acts.
 */
@FunctionalInterface
public interface EffectSink {

    /** Performs the effect and tells the kernel's answer. A refused effect is a result, not an exception. */
    EffectResult perform(Effect effect);
}
