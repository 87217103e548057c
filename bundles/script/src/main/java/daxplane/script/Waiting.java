package daxplane.script;

/** For commands that wait: for time, or for what others do. */
public final class Waiting {

    private Waiting() {
    }

    /**
     * Before a command waits: what it has written goes to whoever reads it, who would wait for it else.
     *
     * @return whether anybody still reads; if not, there is nothing to wait for
     */
    public static boolean handOver() {
        return Pipe.handOver();
    }
}
