package daxplane.machine.state;

import daxplane.kernel.StateRecord;
import daxplane.kernel.media.MediaOperation;
import java.util.List;

/** What one call changed, in the order in which it is performed again: forgotten keys, kept documents, media. */
public record Change(List<String> forgotten, List<StateRecord> kept, List<MediaOperation> media) {

    public Change {
        forgotten = List.copyOf(forgotten);
        kept = List.copyOf(kept);
        media = List.copyOf(media);
    }

    public boolean isEmpty() {
        return forgotten.isEmpty() && kept.isEmpty() && media.isEmpty();
    }

    /** Gets what a log holds, from its beginning. */
    public interface Keeper {

        /** A small file of the machine's definition, as it was when the machine booted. */
        void definitionFile(String name, byte[] bytes);

        void change(Change change);
    }
}
