package daxplane.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Somebody wants the script to end: raised from another thread, at any time. A command that has had its time is to end too, and the
 * script goes on: {@code timeout 5 journal tail -f}.
 */
public final class Interruption {

    /** Exit status of what was interrupted, as a shell gives it: 128 and the number of the signal. */
    public static final int STATUS = 130;

    private volatile boolean raised;
    /** Of the command that a thread runs, and of those around it: what reads at the other end of a pipe is on another one. */
    private final ThreadLocal<List<Limit>> limits = ThreadLocal.withInitial(List::of);

    public void raise() {
        raised = true;
    }

    public boolean raised() {
        return raised || limits.get().stream().anyMatch(Limit::reached);
    }

    /** Before the next script. */
    public void clear() {
        raised = false;
    }

    <T> T within(Limit limit, Supplier<T> work) {
        List<Limit> around = limits.get();
        List<Limit> all = new ArrayList<>(around);
        all.add(limit);
        limits.set(List.copyOf(all));
        try {
            return work.get();
        } finally {
            limits.set(around);
        }
    }
}
