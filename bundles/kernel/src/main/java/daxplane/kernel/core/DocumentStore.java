package daxplane.kernel.core;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** The committed documents in the order of their first writing, and what the running call changed. */
final class DocumentStore {

    private final SequencedMap<String, StateRecord> committed = new LinkedHashMap<>();
    private final List<Persistent> changed = new ArrayList<>();
    private Set<Persistent> changedSet = none();
    private final SequencedSet<String> forgotten = new LinkedHashSet<>();

    DocumentStore(List<StateRecord> documents) {
        documents.forEach(document -> committed.put(document.key(), document));
    }

    void changed(Persistent thing) {
        if (changedSet.add(thing)) {
            changed.add(thing);
        }
    }

    void forget(Persistent thing) {
        if (changedSet.remove(thing)) {
            changed.removeIf(other -> other == thing);
        }
        forgotten.add(thing.document().key());
    }

    /** What the call changed, and forgets that it did. */
    Commit commit() {
        List<String> gone = new ArrayList<>();
        for (String key : forgotten) {
            if (committed.remove(key) != null) {
                gone.add(key);
            }
        }
        List<StateRecord> kept = new ArrayList<>();
        for (Persistent thing : changed) {
            StateRecord document = thing.document();
            if (!document.equals(committed.put(document.key(), document))) {
                kept.add(document);
            }
        }
        changed.clear();
        // Clearing takes as long as the largest call so far was wide: after thousands of blocks were added, every later call pays.
        changedSet = none();
        forgotten.clear();
        return new Commit(gone, kept);
    }

    private static Set<Persistent> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    List<StateRecord> documents() {
        return List.copyOf(committed.sequencedValues());
    }
}
