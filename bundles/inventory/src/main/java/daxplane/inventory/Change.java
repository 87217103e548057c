package daxplane.inventory;

/** One entry that differs between two maps. */
sealed interface Change<K, V> {

    K key();

    record Added<K, V>(K key, V after) implements Change<K, V> {
    }

    record Removed<K, V>(K key, V before) implements Change<K, V> {
    }

    record Replaced<K, V>(K key, V before, V after) implements Change<K, V> {
    }
}
