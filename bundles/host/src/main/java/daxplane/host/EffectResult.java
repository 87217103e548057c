package daxplane.host;

/** What the kernel answered to an effect. Success says only that the call succeeded: a probe may have failed behind it. */
public sealed interface EffectResult {

    /** @param bytes taken by the kernel; 0 where it has no meaning */
    record Done(int bytes) implements EffectResult {
    }

    /**
     * A program has ended.
     *
     * @param status its exit status @param out what it printed @param err what it complained of; of both the first
     *     {@value Programs#MOST_CHARACTERS} characters
     */
    record Ended(int status, String out, String err) implements EffectResult {

        public Ended {
            out = out.substring(0, Math.min(out.length(), Programs.MOST_CHARACTERS));
            err = err.substring(0, Math.min(err.length(), Programs.MOST_CHARACTERS));
        }
    }

    record Failed(Errno errno, FailedCall at) implements EffectResult {
    }
}
