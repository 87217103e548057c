package daxplane.fuzz;

import daxplane.nvdimm.translation.Medium;
import java.util.HashMap;
import java.util.Map;

/** A medium in memory that holds what was written; whoever reaches out of it has a bug. */
final class SparseMedium implements Medium {

    private static final int PAGE = 4096;

    private final long bytes;
    private final Map<Long, byte[]> pages = new HashMap<>();

    SparseMedium(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public byte[] read(long offset, int length) {
        inside(offset, length);
        byte[] out = new byte[length];
        for (int done = 0; done < length;) {
            long at = offset + done;
            int count = (int) Math.min(length - done, PAGE - at % PAGE);
            byte[] page = pages.get(at / PAGE);
            if (page != null) {
                System.arraycopy(page, (int) (at % PAGE), out, done, count);
            }
            done += count;
        }
        return out;
    }

    @Override
    public void write(long offset, byte[] content) {
        inside(offset, content.length);
        for (int done = 0; done < content.length;) {
            long at = offset + done;
            int count = (int) Math.min(content.length - done, PAGE - at % PAGE);
            System.arraycopy(content, done, pages.computeIfAbsent(at / PAGE, _ -> new byte[PAGE]), (int) (at % PAGE), count);
            done += count;
        }
    }

    private void inside(long offset, int length) {
        if (offset < 0 || length < 0 || length > bytes - offset) {
            throw new AssertionError("%d bytes at 0x%x are outside of the medium of %d bytes".formatted(length, offset, bytes));
        }
    }
}
