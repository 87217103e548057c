package daxplane.launch;

/** What the process is for. Exactly one bundle offers it as a service. */
public interface Application {

    /**
     * Does what was asked and returns when it is done. Called once, on the main thread.
     *
     * @return exit code of the process, 0 to 255
     */
    int run(Invocation invocation);
}
