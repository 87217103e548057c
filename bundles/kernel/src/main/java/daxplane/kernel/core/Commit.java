package daxplane.kernel.core;

import daxplane.kernel.StateRecord;
import java.util.List;

/**
 * What one call changed in the volatile state: first the keys to forget, then the documents to keep, new ones in the order
 * in which their things appeared.
 */
public record Commit(List<String> forgotten, List<StateRecord> kept) {

    public Commit {
        forgotten = List.copyOf(forgotten);
        kept = List.copyOf(kept);
    }

    public boolean isEmpty() {
        return forgotten.isEmpty() && kept.isEmpty();
    }

    /** Makes commits last. Called at the end of every call that entered the kernel, also for empty commits. */
    @FunctionalInterface
    public interface Sink {

        /** For kernels whose state ends with the process. */
        Sink NONE = _ -> { };

        void commit(Commit commit);
    }
}
