package daxplane.conform;

import daxplane.labels.AreaLayout;
import daxplane.labels.AreaSource;
import daxplane.labels.LabelStore;
import daxplane.labels.UuidOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Uuids of labels that were written. When a tool fails to make a namespace, no device has its uuid in the end; but its label stays
 * in a slot that is free again.
 */
final class WrittenUuids {

    private static final int RANDOM = 4;

    private WrittenUuids() {
    }

    /**
     * Random uuids in the slots that differ, in use or free, by slot.
     *
     * @param before a label area
     * @param after  the same later
     */
    static List<UUID> between(byte[] before, byte[] after) {
        if (!(LabelStore.read(AreaSource.of(after)) instanceof LabelStore.Labelled labelled) || before.length != after.length) {
            return List.of();
        }
        AreaLayout layout = labelled.layout();
        var uuids = new ArrayList<UUID>();
        for (int slot = 0; slot < layout.slots(); slot++) {
            int start = layout.labelOffset(slot);
            int end = start + layout.format().labelBytes();
            UUID uuid = UuidOrder.TEXT.read(after, start);
            if (uuid.version() == RANDOM && !Arrays.equals(before, start, end, after, start, end) && !uuids.contains(uuid)) {
                uuids.add(uuid);
            }
        }
        return uuids;
    }
}
