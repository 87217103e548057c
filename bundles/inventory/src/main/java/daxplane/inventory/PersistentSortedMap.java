package daxplane.inventory;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable map in natural key order whose changed copies share all but a logarithmic part with it.
 *
 * <p>One entry more, less or other costs {@code O(log n)}; so do {@link #subMap}, {@link #headMap} and {@link #tailMap}, which
 * are maps of their own. {@link #differences} and {@link #equals} cost as much as there are differences (times
 * {@code log n}) when one map was made from the other. Neither keys nor values may be null.
 */
final class PersistentSortedMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {

    private static final PersistentSortedMap<String, Object> EMPTY = new PersistentSortedMap<>(null);

    private final TreapNode<K, V> root;

    private PersistentSortedMap(TreapNode<K, V> root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // an empty map holds nothing of any type
    static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> empty() {
        return (PersistentSortedMap<K, V>) EMPTY;
    }

    /** The map itself when it is one of ours already. */
    static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> copyOf(Map<K, V> map) {
        if (map instanceof PersistentSortedMap<K, V> ours) {
            return ours;
        }
        var ascending = new TreeMap<K, V>(map).entrySet().stream().toList();
        ascending.forEach(entry -> Objects.requireNonNull(entry.getValue()));
        return PersistentSortedMap.<K, V>empty().of(TreapNode.ofAscending(ascending));
    }

    PersistentSortedMap<K, V> with(K key, V value) {
        return of(TreapNode.with(root, Objects.requireNonNull(key), Objects.requireNonNull(value)));
    }

    PersistentSortedMap<K, V> without(K key) {
        return of(TreapNode.without(root, key));
    }

    private PersistentSortedMap<K, V> of(TreapNode<K, V> tree) {
        return tree == root ? this : new PersistentSortedMap<>(tree);
    }

    /** What leads from this map to {@code after}, in the order of keys. */
    List<Change<K, V>> differences(PersistentSortedMap<K, V> after) {
        var changes = new ArrayList<Change<K, V>>();
        TreapNode.differences(root, after.root, changes);
        return changes;
    }

    @Override
    public int size() {
        return TreapNode.sizeOf(root);
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) != null;
    }

    /** @return null when there is none, as every map */
    @Override
    public V get(Object key) {
        var node = find(key);
        return node == null ? null : node.value;
    }

    @SuppressWarnings("unchecked") // a key of another type is a ClassCastException, as in every sorted map
    private TreapNode<K, V> find(Object key) {
        return TreapNode.find(root, (K) Objects.requireNonNull(key));
    }

    /** Natural order. */
    @Override
    public Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("from " + from + " is behind to " + to);
        }
        return of(TreapNode.below(TreapNode.from(root, from), to));
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        return of(TreapNode.below(root, to));
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        return of(TreapNode.from(root, from));
    }

    @Override
    public K firstKey() {
        var node = someNode();
        while (node.left != null) {
            node = node.left;
        }
        return node.key;
    }

    @Override
    public K lastKey() {
        var node = someNode();
        while (node.right != null) {
            node = node.right;
        }
        return node.key;
    }

    private TreapNode<K, V> someNode() {
        if (root == null) {
            throw new NoSuchElementException("the map is empty");
        }
        return root;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return PersistentSortedMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new InOrder<>(root);
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentSortedMap<?, ?> ours ? TreapNode.same(root, ours.root) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private static final class InOrder<K extends Comparable<? super K>, V> implements Iterator<Map.Entry<K, V>> {

        private final Deque<TreapNode<K, V>> pending = new ArrayDeque<>();

        InOrder(TreapNode<K, V> root) {
            descend(root);
        }

        private void descend(TreapNode<K, V> tree) {
            for (var node = tree; node != null; node = node.left) {
                pending.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !pending.isEmpty();
        }

        @Override
        public Map.Entry<K, V> next() {
            var node = pending.pop();
            descend(node.right);
            return Map.entry(node.key, node.value);
        }
    }
}
