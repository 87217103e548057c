package daxplane.inventory;

import java.util.Optional;

/**
 * A range of addresses, half-open {@code [start, end)}, unsigned 64 bit. {@code end == 0} with {@code start != 0} means
 * "up to 2^64". An empty range has {@code start == end}; the range of all 2^64 addresses cannot be told.
 */
public record AddressRange(long start, long end) implements Comparable<AddressRange> {

    public AddressRange {
        if (end != 0 && Long.compareUnsigned(start, end) > 0) {
            throw new IllegalArgumentException("range ends before it starts: 0x%x-0x%x".formatted(start, end));
        }
    }

    public static AddressRange ofSize(long start, long bytes) {
        return new AddressRange(start, start + bytes);
    }

    /** For numbers that somebody else gave: empty when the range would reach beyond 2^64. */
    public static Optional<AddressRange> fitting(long start, long bytes) {
        long end = start + bytes;
        boolean fits = Long.compareUnsigned(end, start) >= 0 || end == 0;
        return fits ? Optional.of(new AddressRange(start, end)) : Optional.empty();
    }

    public long bytes() {
        return end - start;
    }

    public ByteSize size() {
        return new ByteSize(bytes());
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** The last address inside, as /proc/iomem prints it. */
    public long last() {
        return end - 1;
    }

    /** Whether every address of {@code other} is in here; an empty range is in every range. */
    public boolean contains(AddressRange other) {
        return other.isEmpty() || contains(other.start) && contains(other.last());
    }

    public boolean contains(long address) {
        return !isEmpty() && Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, last()) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return !isEmpty() && !other.isEmpty()
                && Long.compareUnsigned(start, other.last()) <= 0 && Long.compareUnsigned(other.start, last()) <= 0;
    }

    /** The addresses in both ranges; empty when there are none. */
    public Optional<AddressRange> intersection(AddressRange other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        long from = Long.compareUnsigned(start, other.start) > 0 ? start : other.start;
        long to = Long.compareUnsigned(last(), other.last()) < 0 ? end : other.end;
        return Optional.of(new AddressRange(from, to));
    }

    /** The range rounded inwards to multiples of {@code alignBytes} (a power of two); empty when nothing is left. */
    public Optional<AddressRange> alignedInwards(long alignBytes) {
        if (Long.bitCount(alignBytes) != 1) {
            throw new IllegalArgumentException("not a power of two: " + Long.toUnsignedString(alignBytes));
        }
        long up = (start + alignBytes - 1) & -alignBytes;
        long down = end & -alignBytes; // 0 is 2^64 when the range reaches that far
        boolean beyondTheLastMultiple = Long.compareUnsigned(up, start) < 0;
        if (isEmpty() || beyondTheLastMultiple || end != 0 && Long.compareUnsigned(up, down) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new AddressRange(up, down));
    }

    @Override
    public int compareTo(AddressRange other) {
        int byStart = Long.compareUnsigned(start, other.start);
        return byStart != 0 ? byStart : Long.compareUnsigned(end, other.end);
    }

    /** As the kernel prints it, both ends inclusive: {@code 0x108000000-0x11fffffff}. */
    @Override
    public String toString() {
        return "0x%x-0x%x".formatted(start, last());
    }
}
