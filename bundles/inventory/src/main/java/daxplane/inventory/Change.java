package daxplane.inventory;

import java.util.Optional;

/** One entry that differs between two maps; at least one of the values is present. */
record Change<K, V>(K key, Optional<V> before, Optional<V> after) {

    boolean added() {
        return before.isEmpty();
    }

    boolean removed() {
        return after.isEmpty();
    }
}
