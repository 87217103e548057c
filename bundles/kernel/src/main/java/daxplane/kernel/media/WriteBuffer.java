package daxplane.kernel.media;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * What was written and has not reached the media yet: processor caches and memory controller. A power failure may lose any
 * of it, word by word; 8 bytes that lie aligned are written whole or not at all.
 */
final class WriteBuffer {

    static final int WORD_BYTES = 8;

    /** A cache line. */
    private static final int LINE_BYTES = 64;
    private static final int WORDS = LINE_BYTES / WORD_BYTES;

    /** Lines that it holds, 4 MiB; a write beyond that drains it, as caches do. */
    private static final int MOST_LINES = 65_536;

    /** @param words a bit for each word that was written */
    private record Line(byte[] bytes, int words) {
    }

    private record Place(int dimm, long line) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return dimm != other.dimm ? Integer.compare(dimm, other.dimm) : Long.compare(line, other.line);
        }
    }

    private final NavigableMap<Place, Line> lines = new TreeMap<>();

    boolean isFull() {
        return lines.size() > MOST_LINES;
    }

    /** Offset and length are multiples of 8. */
    void put(int dimm, long offset, byte[] bytes) {
        for (int done = 0; done < bytes.length;) {
            long at = offset + done;
            int inLine = (int) (at % LINE_BYTES);
            int count = Math.min(bytes.length - done, LINE_BYTES - inLine);
            Place place = new Place(dimm, at / LINE_BYTES);
            Line line = lines.getOrDefault(place, new Line(new byte[LINE_BYTES], 0));
            System.arraycopy(bytes, done, line.bytes, inLine, count);
            int words = (1 << count / WORD_BYTES) - 1 << inLine / WORD_BYTES;
            lines.put(place, new Line(line.bytes, line.words | words));
            done += count;
        }
    }

    /** Puts what it holds of {@code [offset, offset + length)} over the bytes that were read from below. */
    void cover(int dimm, long offset, byte[] into, int at, int length) {
        if (lines.isEmpty() || length == 0) {
            return;
        }
        var touched = lines.subMap(new Place(dimm, offset / LINE_BYTES), true, new Place(dimm, (offset + length - 1) / LINE_BYTES), true);
        touched.forEach((place, line) -> {
            long start = place.line * LINE_BYTES;
            for (int word = 0; word < WORDS; word++) {
                if ((line.words & 1 << word) != 0) {
                    for (int i = word * WORD_BYTES; i < (word + 1) * WORD_BYTES; i++) {
                        long position = start + i - offset;
                        if (position >= 0 && position < length) {
                            into[at + (int) position] = line.bytes[i];
                        }
                    }
                }
            }
        });
    }

    /** Everything it holds as writes of neighbouring words. */
    List<MediaOperation.Write> contents() {
        List<MediaOperation.Write> writes = new ArrayList<>();
        Run run = new Run();
        lines.forEach((place, line) -> {
            for (int word = 0; word < WORDS; word++) {
                if ((line.words & 1 << word) != 0) {
                    run.add(place.dimm, place.line * LINE_BYTES + (long) word * WORD_BYTES, line.bytes, word * WORD_BYTES, writes);
                }
            }
        });
        run.end(writes);
        return writes;
    }

    /** Power fails: each word stays or is lost, as the coin says. */
    void lose(BooleanSupplier stays) {
        lines.replaceAll((_, line) -> {
            int kept = line.words;
            for (int word = 0; word < WORDS; word++) {
                if ((kept & 1 << word) != 0 && !stays.getAsBoolean()) {
                    kept &= ~(1 << word);
                }
            }
            return new Line(line.bytes, kept);
        });
        lines.values().removeIf(line -> line.words == 0);
    }

    void clear() {
        lines.clear();
    }

    void forget(int dimm) {
        lines.keySet().removeIf(place -> place.dimm == dimm);
    }

    /** Neighbouring words on their way into one write. */
    private static final class Run {
        private static final int LONGEST = 1 << 16;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(WORDS * WORD_BYTES);
        private int dimm;
        private long start;

        void add(int wordDimm, long offset, byte[] from, int at, List<MediaOperation.Write> writes) {
            if (bytes.size() > 0 && (wordDimm != dimm || offset != start + bytes.size() || bytes.size() == LONGEST)) {
                end(writes);
            }
            if (bytes.size() == 0) {
                dimm = wordDimm;
                start = offset;
            }
            bytes.write(from, at, WORD_BYTES);
        }

        void end(List<MediaOperation.Write> writes) {
            if (bytes.size() > 0) {
                writes.add(new MediaOperation.Write(dimm, start, bytes.toByteArray()));
                bytes.reset();
            }
        }
    }
}
