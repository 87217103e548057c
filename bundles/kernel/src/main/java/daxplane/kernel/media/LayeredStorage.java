package daxplane.kernel.media;

import java.io.IOException;
import java.util.BitSet;
import java.util.SortedMap;

/** A storage that is only read, with what is written on top kept in memory: for processes that watch a machine. */
public final class LayeredStorage implements Storage {

    private static final int PAGE_BYTES = 4096;

    private final Storage below;
    private final MemoryStorage above;
    private final BitSet written = new BitSet();
    /** Nothing of what is below shows any more. */
    private boolean cleared;
    private boolean controllerWritten;

    public LayeredStorage(Storage below) {
        this.below = below;
        this.above = new MemoryStorage(below.name(), below.bytes());
    }

    @Override
    public long bytes() {
        return below.bytes();
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) throws IOException {
        for (int done = 0; done < length;) {
            int count = (int) Math.min(length - done, PAGE_BYTES - (offset + done) % PAGE_BYTES);
            Storage from = cleared || written.get(page(offset + done)) ? above : below;
            from.read(offset + done, into, at + done, count);
            done += count;
        }
    }

    @Override
    public void write(long offset, byte[] from, int at, int length) throws IOException {
        for (int done = 0; done < length;) {
            long position = offset + done;
            int count = (int) Math.min(length - done, PAGE_BYTES - position % PAGE_BYTES);
            if (!cleared && !written.get(page(position))) {
                long start = position - position % PAGE_BYTES;
                byte[] whole = new byte[(int) Math.min(PAGE_BYTES, bytes() - start)];
                below.read(start, whole, 0, whole.length);
                above.write(start, whole, 0, whole.length);
                written.set(page(position));
            }
            above.write(position, from, at + done, count);
            done += count;
        }
    }

    @Override
    public void clear() {
        above.clear();
        written.clear();
        cleared = true;
    }

    @Override
    public SortedMap<String, String> controller() throws IOException {
        return controllerWritten ? above.controller() : below.controller();
    }

    @Override
    public void controller(SortedMap<String, String> values) {
        controllerWritten = true;
        above.controller(values);
    }

    @Override
    public void close() throws IOException {
        below.close();
    }

    private static int page(long offset) {
        return Math.toIntExact(offset / PAGE_BYTES);
    }
}
