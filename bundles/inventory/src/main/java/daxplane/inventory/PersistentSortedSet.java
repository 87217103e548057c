package daxplane.inventory;

import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** An immutable set in natural order whose changed copies share almost everything with it: the keys of such a map. */
final class PersistentSortedSet<T extends Comparable<? super T>> extends AbstractSet<T> implements SortedSet<T> {

    private final PersistentSortedMap<T, Boolean> members;

    private PersistentSortedSet(PersistentSortedMap<T, Boolean> members) {
        this.members = members;
    }

    static <T extends Comparable<? super T>> PersistentSortedSet<T> empty() {
        return new PersistentSortedSet<>(PersistentSortedMap.<T, Boolean>empty());
    }

    /** The set itself when it is one of ours already. */
    static <T extends Comparable<? super T>> PersistentSortedSet<T> copyOf(Set<T> set) {
        if (set instanceof PersistentSortedSet<T> ours) {
            return ours;
        }
        var copy = PersistentSortedSet.<T>empty();
        for (T member : set) {
            copy = copy.with(member);
        }
        return copy;
    }

    PersistentSortedSet<T> with(T member) {
        return of(members.with(member, true));
    }

    PersistentSortedSet<T> without(T member) {
        return of(members.without(member));
    }

    private PersistentSortedSet<T> of(PersistentSortedMap<T, Boolean> changed) {
        return changed == members ? this : new PersistentSortedSet<>(changed);
    }

    List<Change<T, Boolean>> differences(PersistentSortedSet<T> after) {
        return members.differences(after.members);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean contains(Object member) {
        return members.containsKey(member);
    }

    @Override
    public Iterator<T> iterator() {
        var entries = members.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public T next() {
                return entries.next().getKey();
            }
        };
    }

    /** Natural order. */
    @Override
    public Comparator<? super T> comparator() {
        return null;
    }

    @Override
    public SortedSet<T> subSet(T from, T to) {
        return keysOf(members.subMap(from, to));
    }

    @Override
    public SortedSet<T> headSet(T to) {
        return keysOf(members.headMap(to));
    }

    @Override
    public SortedSet<T> tailSet(T from) {
        return keysOf(members.tailMap(from));
    }

    private SortedSet<T> keysOf(SortedMap<T, Boolean> part) {
        return of(PersistentSortedMap.copyOf(part));
    }

    @Override
    public T first() {
        return members.firstKey();
    }

    @Override
    public T last() {
        return members.lastKey();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentSortedSet<?> ours ? members.equals(ours.members) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
