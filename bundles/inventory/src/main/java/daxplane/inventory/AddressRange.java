package daxplane.inventory;

import java.util.Optional;

/**
 * A range of addresses, half-open {@code [start, end)}, unsigned 64 bit. {@code end == 0} with {@code start != 0} means
 * "up to 2^64". An empty range has {@code start == end}.
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

    public boolean contains(AddressRange other) {
        return Long.compareUnsigned(start, other.start) <= 0 && Long.compareUnsigned(other.last(), last()) <= 0;
    }

    public boolean contains(long address) {
        return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, last()) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return !isEmpty() && !other.isEmpty()
                && Long.compareUnsigned(start, other.last()) <= 0 && Long.compareUnsigned(other.start, last()) <= 0;
    }

    /** The range rounded inwards to multiples of {@code alignBytes} (a power of two); empty when nothing is left. */
    public Optional<AddressRange> alignedInwards(long alignBytes) {
        long up = (start + alignBytes - 1) & -alignBytes;
        long down = end & -alignBytes;
        return Long.compareUnsigned(up, down) < 0 ? Optional.of(new AddressRange(up, down)) : Optional.empty();
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
