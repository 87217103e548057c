package daxplane.script;

/** Somebody wants the script to end. Raised from another thread, at any time. */
public final class Interruption {

    /** Exit status of what was interrupted, as a shell gives it: 128 and the number of the signal. */
    public static final int STATUS = 130;

    private volatile boolean raised;

    public void raise() {
        raised = true;
    }

    public boolean raised() {
        return raised;
    }

    /** Before the next script. */
    public void clear() {
        raised = false;
    }
}
