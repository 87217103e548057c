package daxplane.launch;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** What the process is for. Exactly one bundle offers it as a service. */
@ConsumerType
public interface Application {

    /**
     * Does what was asked and returns when it is done. Called once, on the main thread.
     *
     * @return exit code of the process, 0 to 255
     */
    int run(Invocation invocation);

    /**
     * A signal ends the process: gives up what is being done and begins nothing more. Called at most once, by another thread
     * than {@link #run}'s, and only while that has not returned.
     *
     * @param limit how long to wait for what cannot be given up at once
     * @return true when nothing runs any more and everything is let go of; false when something still runs
     */
    default boolean end(Duration limit) {
        return false;
    }

    /**
     * Exercises what later runs will need, so that the JVM can keep its classes in the start-up archive. Called at most once,
     * after {@link #run}, when there is no archive yet. Prints nothing and leaves nothing behind outside of {@code scratch}.
     *
     * @param scratch an empty directory, deleted afterwards
     */
    default void rehearse(Path scratch) {
    }
}
