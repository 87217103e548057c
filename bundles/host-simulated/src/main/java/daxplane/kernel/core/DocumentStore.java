package daxplane.kernel.core;

import daxplane.kernel.Document;
import daxplane.kernel.Documented;
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

    private final SequencedMap<String, Document> committed = new LinkedHashMap<>();
    private final List<Documented> changed = new ArrayList<>();
    private Set<Documented> changedSet = none();
    private final SequencedSet<String> forgotten = new LinkedHashSet<>();

    DocumentStore(List<Document> documents) {
        documents.forEach(document -> committed.put(document.key(), document));
    }

    void changed(Documented thing) {
        if (changedSet.add(thing)) {
            changed.add(thing);
        }
    }

    void forget(Documented thing) {
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
        List<Document> kept = new ArrayList<>();
        for (Documented thing : changed) {
            Document document = thing.document();
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

    private static Set<Documented> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    List<Document> documents() {
        return List.copyOf(committed.sequencedValues());
    }
}
