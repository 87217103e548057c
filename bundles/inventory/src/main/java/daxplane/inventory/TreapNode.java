package daxplane.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an immutable treap: a search tree by key and at the same time a heap by rank. The rank is a function of the key,
 * so a set of keys has exactly one shape, however it came about; two trees that share a part share it as the same object.
 * That is what lets {@link #differences} and {@link #same} pass over everything that did not change.
 *
 * <p>All functions are pure; {@code null} stands for the empty tree and never leaves this package. Depth is logarithmic
 * (expected, about {@code 3 log2 n}), because ranks are as good as random.
 */
final class TreapNode<K extends Comparable<? super K>, V> {

    final K key;
    final V value;
    final TreapNode<K, V> left;
    final TreapNode<K, V> right;
    final int size;
    private final int rank;

    private TreapNode(K key, V value, int rank, TreapNode<K, V> left, TreapNode<K, V> right) {
        this.key = key;
        this.value = value;
        this.rank = rank;
        this.left = left;
        this.right = right;
        this.size = sizeOf(left) + 1 + sizeOf(right);
    }

    /** All at once: the same tree as one {@link #with} an entry gives, without the copies on the way. */
    static <K extends Comparable<? super K>, V> TreapNode<K, V> ofAscending(List<Map.Entry<K, V>> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        int[] ranks = entries.stream().mapToInt(entry -> rankOf(entry.getKey())).toArray();
        return part(entries, ranks, 0, ranks.length);
    }

    private static <K extends Comparable<? super K>, V> TreapNode<K, V> part(List<Map.Entry<K, V>> entries, int[] ranks, int from, int to) {
        if (from == to) {
            return null;
        }
        int top = from;
        for (int at = from + 1; at < to; at++) {
            // Of equal ranks the greater key is above, as in outranks.
            top = ranks[at] >= ranks[top] ? at : top;
        }
        var entry = entries.get(top);
        return new TreapNode<>(entry.getKey(), entry.getValue(), ranks[top], part(entries, ranks, from, top), part(entries, ranks, top + 1, to));
    }

    static int sizeOf(TreapNode<?, ?> tree) {
        return tree == null ? 0 : tree.size;
    }

    static <K extends Comparable<? super K>, V> TreapNode<K, V> find(TreapNode<K, V> tree, K key) {
        var node = tree;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The tree with {@code key} leading to {@code value}; the same object when it already does. */
    static <K extends Comparable<? super K>, V> TreapNode<K, V> with(TreapNode<K, V> tree, K key, V value) {
        var found = find(tree, key);
        if (found == null) {
            return insert(tree, key, value, rankOf(key));
        }
        return found.value.equals(value) ? tree : replace(tree, key, value);
    }

    private static <K extends Comparable<? super K>, V> TreapNode<K, V> insert(TreapNode<K, V> tree, K key, V value, int rank) {
        if (tree == null || outranks(key, rank, tree)) {
            return new TreapNode<>(key, value, rank, below(tree, key), from(tree, key));
        }
        return key.compareTo(tree.key) < 0
                ? tree.with(insert(tree.left, key, value, rank), tree.right)
                : tree.with(tree.left, insert(tree.right, key, value, rank));
    }

    private static <K extends Comparable<? super K>, V> TreapNode<K, V> replace(TreapNode<K, V> tree, K key, V value) {
        int order = key.compareTo(tree.key);
        if (order == 0) {
            return new TreapNode<>(tree.key, value, tree.rank, tree.left, tree.right);
        }
        return order < 0
                ? tree.with(replace(tree.left, key, value), tree.right)
                : tree.with(tree.left, replace(tree.right, key, value));
    }

    /** The tree without {@code key}; the same object when it is not in there. */
    static <K extends Comparable<? super K>, V> TreapNode<K, V> without(TreapNode<K, V> tree, K key) {
        return find(tree, key) == null ? tree : remove(tree, key);
    }

    private static <K extends Comparable<? super K>, V> TreapNode<K, V> remove(TreapNode<K, V> tree, K key) {
        int order = key.compareTo(tree.key);
        if (order == 0) {
            return joined(tree.left, tree.right);
        }
        return order < 0 ? tree.with(remove(tree.left, key), tree.right) : tree.with(tree.left, remove(tree.right, key));
    }

    /** The part with keys less than {@code key}. */
    static <K extends Comparable<? super K>, V> TreapNode<K, V> below(TreapNode<K, V> tree, K key) {
        if (tree == null) {
            return null;
        }
        int order = tree.key.compareTo(key);
        if (order == 0) {
            return tree.left;
        }
        return order < 0 ? tree.with(tree.left, below(tree.right, key)) : below(tree.left, key);
    }

    /** The part with keys greater than or equal to {@code key}. */
    static <K extends Comparable<? super K>, V> TreapNode<K, V> from(TreapNode<K, V> tree, K key) {
        if (tree == null) {
            return null;
        }
        return tree.key.compareTo(key) >= 0 ? tree.with(from(tree.left, key), tree.right) : from(tree.right, key);
    }

    /** Every key of {@code low} is less than every key of {@code high}. */
    private static <K extends Comparable<? super K>, V> TreapNode<K, V> joined(TreapNode<K, V> low, TreapNode<K, V> high) {
        if (low == null || high == null) {
            return low == null ? high : low;
        }
        return outranks(low.key, low.rank, high)
                ? low.with(low.left, joined(low.right, high))
                : high.with(joined(low, high.left), high.right);
    }

    /** Same keys and values. Shared parts cost nothing. */
    static boolean same(TreapNode<?, ?> one, TreapNode<?, ?> other) {
        return one == other || one != null && other != null && one.size == other.size
                && one.key.equals(other.key) && one.value.equals(other.value)
                && same(one.left, other.left) && same(one.right, other.right);
    }

    /** Appends what leads from {@code before} to {@code after}, in the order of keys. Shared parts cost nothing. */
    static <K extends Comparable<? super K>, V> void differences(TreapNode<K, V> before, TreapNode<K, V> after,
            List<Change<K, V>> changes) {
        if (before == after) {
            return;
        }
        var top = before == null || after != null && outranks(after.key, after.rank, before) ? after : before;
        K key = top.key;
        differences(top == before ? before.left : below(before, key), top == after ? after.left : below(after, key), changes);
        compare(key, before, after, changes);
        differences(above(before, key), above(after, key), changes);
    }

    private static <K extends Comparable<? super K>, V> void compare(K key, TreapNode<K, V> before, TreapNode<K, V> after,
            List<Change<K, V>> changes) {
        var was = find(before, key);
        var is = find(after, key);
        if (was == null || is == null || !was.value.equals(is.value)) {
            changes.add(new Change<>(key, valueOf(was), valueOf(is)));
        }
    }

    private static <V> Optional<V> valueOf(TreapNode<?, V> node) {
        return node == null ? Optional.empty() : Optional.of(node.value);
    }

    private static <K extends Comparable<? super K>, V> TreapNode<K, V> above(TreapNode<K, V> tree, K key) {
        if (tree == null) {
            return null;
        }
        int order = tree.key.compareTo(key);
        if (order == 0) {
            return tree.right;
        }
        return order > 0 ? tree.with(above(tree.left, key), tree.right) : above(tree.right, key);
    }

    private TreapNode<K, V> with(TreapNode<K, V> newLeft, TreapNode<K, V> newRight) {
        return newLeft == left && newRight == right ? this : new TreapNode<>(key, value, rank, newLeft, newRight);
    }

    private static <K extends Comparable<? super K>> boolean outranks(K key, int rank, TreapNode<K, ?> node) {
        return rank != node.rank ? rank > node.rank : key.compareTo(node.key) > 0;
    }

    /** Finaliser of MurmurHash3: neighbouring block numbers get unrelated ranks. */
    private static int rankOf(Object key) {
        int hash = key.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
