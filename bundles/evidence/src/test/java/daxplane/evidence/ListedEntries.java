package daxplane.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Entries in memory; reading stops where a test says that they are damaged. */
final class ListedEntries implements Entries {

    private final List<byte[]> entries = new ArrayList<>();
    private long damagedAt = Long.MAX_VALUE;

    static ListedEntries of(int from, int to) {
        var listed = new ListedEntries();
        listed.grow(from, to);
        return listed;
    }

    /** Entries {@code [from, to)}, each other than the ones before. */
    void grow(int from, int to) {
        for (int number = from; number < to; number++) {
            entries.add(("entry " + number).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    void put(int index, String entry) {
        entries.set(index, entry.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    void remove(int index) {
        entries.remove(index);
    }

    void swap(int one, int other) {
        java.util.Collections.swap(entries, one, other);
    }

    void damage(long index) {
        damagedAt = index;
    }

    List<byte[]> entries() {
        return entries;
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public void read(long from, long to, Predicate<byte[]> sink) throws EvidenceException {
        for (long index = from; index < to; index++) {
            if (index == damagedAt) {
                throw new EvidenceException("record " + (index + 1) + " is damaged");
            }
            if (!sink.test(entries.get((int) index))) {
                return;
            }
        }
    }
}
