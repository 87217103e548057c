package daxplane.events.audit;

import daxplane.events.audit.Check.Item;
import java.util.ArrayList;
import java.util.List;

/** Items of one check, as many as are told, and the number of all. */
final class Findings {

    private final List<Item> items = new ArrayList<>();
    private long count;

    void add(Item item) {
        count++;
        if (items.size() < Check.MOST_ITEMS) {
            items.add(item);
        }
    }

    long count() {
        return count;
    }

    List<Item> items() {
        return items;
    }
}
