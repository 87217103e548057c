package daxplane.tools;

import java.time.Instant;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * For a command that goes on for good, as {@code ndctl monitor} does: its run ends, so that it keeps nobody from changing the
 * machine, and whoever ran it goes on looking until its user has had enough.
 */
@ConsumerType
public interface Follow {

    /** By the clock of whoever runs the tool. */
    Instant now();

    /**
     * @param look what to do from time to time from now on, after the run; it changes nothing, and is given the time
     * @return whether anybody will
     */
    boolean with(Consumer<Instant> look);

    /** A run that is over when it is over. */
    Follow NOBODY = new Follow() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public boolean with(Consumer<Instant> look) {
            return false;
        }
    };
}
