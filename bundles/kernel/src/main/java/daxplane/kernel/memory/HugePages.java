package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.List;

/**
 * Huge pages of 2 MiB that a node keeps for programs. They are movable: taking memory offline moves them to what is left of the
 * node and gives up those that find no room there (corpus kmem-dax-mmap-gup).
 */
final class HugePages {

    static final long BYTES = 2L << 20;

    private static final String GROUP = "hugepages/hugepages-2048kB/";
    private static final long PAGES_EACH = BYTES >>> PageRange.PAGE_SHIFT;

    private final NodeMemory memory;
    private final Runnable changed;
    private long count;

    /** @param changed called after the number changed */
    HugePages(NodeMemory memory, long count, Runnable changed) {
        this.memory = memory;
        this.count = count;
        this.changed = changed;
    }

    long count() {
        return count;
    }

    /** The node has other memory now: gives up those that find no room. */
    void memoryChanged() {
        long room = memory.managedPages() / PAGES_EACH;
        if (count > room) {
            count = room;
            changed.run();
        }
    }

    List<Attribute> attributes() {
        return List.of(Attribute.readWrite(GROUP + "nr_hugepages", () -> count() + "\n", this::set),
                Attribute.readOnly(GROUP + "free_hugepages", () -> count() + "\n"),
                Attribute.readOnly(GROUP + "surplus_hugepages", () -> "0\n"));
    }

    private void set(String value) throws KernelException {
        String text = new WrittenText(value).line();
        if (!text.matches("\\+?[0-9]{1,18}")) {
            throw new KernelException(Errno.EINVAL, "not a number of huge pages: " + text);
        }
        count = Math.min(Long.parseLong(text), memory.managedPages() / PAGES_EACH);
        changed.run();
    }
}
