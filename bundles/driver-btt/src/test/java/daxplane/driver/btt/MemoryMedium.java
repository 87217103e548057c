package daxplane.driver.btt;

import daxplane.kernel.KernelException;
import daxplane.nvdimm.translation.Medium;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A medium in memory that remembers its writes. */
final class MemoryMedium implements Medium {

    private static final int PAGE = 4096;

    /** @param bytes what was written */
    record Write(long offset, byte[] bytes) {
    }

    private final long bytes;
    private final Map<Long, byte[]> pages = new HashMap<>();
    final List<Write> writes = new ArrayList<>();

    MemoryMedium(long bytes) {
        this.bytes = bytes;
    }

    /** The same contents, without the memory of how they came about. */
    MemoryMedium copy() {
        MemoryMedium copy = new MemoryMedium(bytes);
        pages.forEach((page, content) -> copy.pages.put(page, content.clone()));
        return copy;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public byte[] read(long offset, int length) throws KernelException {
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
        writes.add(new Write(offset, content.clone()));
        for (int done = 0; done < content.length;) {
            long at = offset + done;
            int count = (int) Math.min(content.length - done, PAGE - at % PAGE);
            System.arraycopy(content, done, pages.computeIfAbsent(at / PAGE, _ -> new byte[PAGE]), (int) (at % PAGE), count);
            done += count;
        }
    }
}
