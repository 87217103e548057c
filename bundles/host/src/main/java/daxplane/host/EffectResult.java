package daxplane.host;

import java.util.Optional;

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

    /** @param explanation what more than the errno is known of why: a driver that broke its contract, say; empty on every real kernel */
    record Failed(Errno errno, FailedCall at, Optional<String> explanation) implements EffectResult {

        public Failed(Errno errno, FailedCall at) {
            this(errno, at, Optional.empty());
        }
    }
}
