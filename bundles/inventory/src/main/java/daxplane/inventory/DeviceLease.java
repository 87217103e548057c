package daxplane.inventory;

import java.util.Locale;

/**
 * A promise to give back what is used of a device when somebody asks.
 *
 * @param id         its number, where it is kept
 * @param page       first page of the device that it is about
 * @param pages      how many they are
 * @param generation raised with each mapping: an older one is not used any more
 * @param pinned     whether pages are pinned under it
 */
public record DeviceLease(long id, long page, long pages, LeaseState state, long generation, boolean pinned) {

    /** {@code lease 3 of pages 0-511, granted, generation 2, pinned}. */
    public String text() {
        return "lease " + id + " of pages " + page + "-" + (page + pages - 1) + ", " + state.name().toLowerCase(Locale.ROOT) + ", generation " + generation
                + (pinned ? ", pinned" : "");
    }
}
