package daxplane.labels;

import java.util.List;

/**
 * A change of a label area that is atomic on media.
 *
 * @param writes      in this order, each durable before the next
 * @param after       the store once all are done
 * @param interrupted what a kernel that goes on after a failed write believes: the slot it had chosen stays taken in its
 *                    memory until the area is read again, although the media still call it free (docs/kernel/labels.md 8)
 */
public record LabelChange(List<AreaWrite> writes, LabelStore.Labelled after, LabelStore.Labelled interrupted) {

    public LabelChange {
        writes = List.copyOf(writes);
    }

    /** Does it to an area in memory. */
    public void applyTo(byte[] area) {
        writes.forEach(write -> write.applyTo(area));
    }
}
