package daxplane.script;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The loops that run, and {@code break} and {@code continue} on their way out of the innermost. */
final class Loops {

    private static final int MISUSED = 2;

    private enum Leaving {
        LOOP, ROUND
    }

    private int running;
    private Optional<Leaving> leaving = Optional.empty();

    /** One round of a loop. @return its exit status */
    int round(IntSupplier body) {
        running++;
        try {
            return body.getAsInt();
        } finally {
            running--;
        }
    }

    /** Whether what comes next in the round is passed by. */
    boolean leaving() {
        return leaving.isPresent();
    }

    /** After a round: whether it was the last. */
    boolean left() {
        boolean last = leaving.equals(Optional.of(Leaving.LOOP));
        leaving = Optional.empty();
        return last;
    }

    /** {@code break} or {@code continue}; outside of a loop it does nothing, as in a shell. @return exit status */
    int leave(List<String> words, Streams streams) {
        if (words.size() > 1) {
            streams.err().println(words.getFirst() + ": is for the innermost loop; nothing may follow");
            return MISUSED;
        }
        if (running > 0) {
            leaving = Optional.of(words.getFirst().equals("break") ? Leaving.LOOP : Leaving.ROUND);
        }
        return 0;
    }
}
