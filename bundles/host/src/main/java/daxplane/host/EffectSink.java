package daxplane.host;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How something that was written against a host changes it: every change is one call. For a tool the control
 * plane stands behind it and journals effect and result; {@code effect -> Effects.perform(host, effect, cancellation)} is
 * the sink that only acts.
 */
@ConsumerType
@FunctionalInterface
public interface EffectSink {

    /** Performs the effect and tells the kernel's answer. A refused effect is a result, not an exception. */
    EffectResult perform(Effect effect);
}
