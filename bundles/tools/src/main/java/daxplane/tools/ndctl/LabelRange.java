package daxplane.tools.ndctl;

import daxplane.tools.options.Values;
import java.util.Optional;

/** Which bytes of a label area are meant. In the originals {@code --size} is where the range ends, and 0 is the whole area. */
record LabelRange(int start, int end) {

    /** Empty when offset and size together reach beyond the area: that is how the originals count. */
    static Optional<LabelRange> of(Values options, int areaBytes) {
        long start = Integer.toUnsignedLong(options.number("offset").orElse(0));
        long given = Integer.toUnsignedLong(options.number("size").orElse(0));
        long end = given == 0 ? areaBytes : given;
        return start + end > areaBytes ? Optional.empty() : Optional.of(new LabelRange((int) start, (int) end));
    }

    boolean isBackwards() {
        return start > end;
    }

    int length() {
        return Math.max(0, end - start);
    }
}
