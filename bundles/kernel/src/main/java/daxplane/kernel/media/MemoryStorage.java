package daxplane.kernel.media;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Storage without a file; takes memory only where something was written. */
public final class MemoryStorage implements Storage {

    private static final int PAGE_BYTES = 4096;

    private final String name;
    private final long bytes;
    private final Map<Long, byte[]> pages = new HashMap<>();

    private SortedMap<String, String> controller = new TreeMap<>();

    public MemoryStorage(String name, long bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        forEachPage(offset, length, (page, inPage, done, count) -> {
            byte[] content = pages.get(page);
            if (content == null) {
                java.util.Arrays.fill(into, at + done, at + done + count, (byte) 0);
            } else {
                System.arraycopy(content, inPage, into, at + done, count);
            }
        });
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) {
        forEachPage(offset, length, (page, inPage, done, count) ->
                System.arraycopy(from, at + done, pages.computeIfAbsent(page, _ -> new byte[PAGE_BYTES]), inPage, count));
    }

    @Override
    public void clear() {
        pages.clear();
    }

    @Override
    public SortedMap<String, String> controller() {
        return new TreeMap<>(controller);
    }

    @Override
    public void controller(SortedMap<String, String> values) {
        controller = new TreeMap<>(values);
    }

    private interface PagePart {
        void take(long page, int inPage, int done, int count);
    }

    private void forEachPage(long offset, int length, PagePart part) {
        if (offset < 0 || length < 0 || offset > bytes - length) {
            throw new IndexOutOfBoundsException(name + ": " + length + " bytes at " + offset + " of " + bytes);
        }
        for (int done = 0; done < length;) {
            int inPage = (int) ((offset + done) % PAGE_BYTES);
            int count = Math.min(length - done, PAGE_BYTES - inPage);
            part.take((offset + done) / PAGE_BYTES, inPage, done, count);
            done += count;
        }
    }
}
