package daxplane.launch;

import java.nio.file.Path;

/** What the process is for. Exactly one bundle offers it as a service. */
public interface Application {

    /**
     * Does what was asked and returns when it is done. Called once, on the main thread.
     *
     * @return exit code of the process, 0 to 255
     */
    int run(Invocation invocation);

    /**
     * Exercises what later runs will need, so that the JVM can keep its classes in the start-up archive. Called at most once,
     * after {@link #run}, when there is no archive yet. Prints nothing and leaves nothing behind outside of {@code scratch}.
     *
     * @param scratch an empty directory, deleted afterwards
     */
    default void rehearse(Path scratch) {
    }
}
