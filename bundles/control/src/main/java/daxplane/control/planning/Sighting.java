package daxplane.control.planning;

import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A namespace as the journal last knew it in some state.
 *
 * @param picture     the machine of then
 * @param contents    what was written over on its media since, by offset, as far as the journal keeps it: info blocks
 * @param writtenOver what has had a part of its place since, for people; empty: nothing
 */
public record Sighting(Namespace namespace, Inventory picture, SortedMap<Long, byte[]> contents, Optional<String> writtenOver) {

    public Sighting {
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /** The region of then. */
    Region region() {
        return picture.regions().get(namespace.region());
    }

    /** Its region in another picture, whatever that is called there. */
    Optional<Region> regionIn(Inventory now) {
        Region then = region();
        return now.regions().values().stream().filter(region -> then.cookie() != 0 && region.cookie() == then.cookie() && region.range().equals(then.range()))
                .findFirst().or(() -> now.regions().values().stream().filter(region -> region.path().equals(then.path())).findFirst());
    }
}
