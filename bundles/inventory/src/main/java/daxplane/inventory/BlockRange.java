package daxplane.inventory;

import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Consecutive memory blocks {@code [first, first + count)}, numbered by physical address / block size. */
public record BlockRange(long first, long count) implements Comparable<BlockRange> {

    private static final String PREFIX = "memory";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{1,18}");

    public BlockRange {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("no such blocks: first %d, count %d".formatted(first, count));
        }
    }

    /** All blocks that lie wholly inside an aligned range. */
    public static BlockRange covering(AddressRange aligned, long blockBytes) {
        return new BlockRange(Long.divideUnsigned(aligned.start(), blockBytes), Long.divideUnsigned(aligned.bytes(), blockBytes));
    }

    public long last() {
        return first + count - 1;
    }

    public boolean contains(long number) {
        return first <= number && number <= last();
    }

    /** Whether {@code memoryN} names one of these. */
    boolean containsNamed(String name) {
        return NAME.matcher(name).matches() && contains(Long.parseLong(name.substring(PREFIX.length())));
    }

    public LongStream numbers() {
        return LongStream.rangeClosed(first, last());
    }

    public AddressRange addresses(long blockBytes) {
        return AddressRange.ofSize(first * blockBytes, count * blockBytes);
    }

    @Override
    public int compareTo(BlockRange other) {
        int byFirst = Long.compare(first, other.first);
        return byFirst != 0 ? byFirst : Long.compare(count, other.count);
    }

    /** {@code memory33} or {@code memory33-35}. */
    @Override
    public String toString() {
        return count == 1 ? PREFIX + first : PREFIX + first + "-" + last();
    }
}
