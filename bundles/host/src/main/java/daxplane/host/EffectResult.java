package daxplane.host;

/** What the kernel answered to an effect. Success says only that the call succeeded: a probe may have failed behind it. */
public sealed interface EffectResult {

    /** @param bytes taken by the kernel; 0 where it has no meaning */
    record Done(int bytes) implements EffectResult {
    }

    record Failed(Errno errno, FailedCall at) implements EffectResult {
    }
}
