package daxplane.kernel.memory;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.PageUsers;
import daxplane.kernel.PageUsers.Use;
import daxplane.kernel.WrittenText;
import daxplane.kernel.memory.PoisonedPages.Outcome;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code hard_offline_page} and {@code soft_offline_page}: a page that cannot be read any more, and one that is better not used any more.
 * docs/kernel/errors.md 3; corpus err-hwp-*.
 */
final class MemoryFailure {

    private static final long PAGE_BYTES = 1L << PageRange.PAGE_SHIFT;

    private final Kernel kernel;
    private final long blockBytes;
    private final NodeTopology topology;
    private final SortedMap<Integer, NodeMemory> memory;
    private final PoisonedPages poisoned;

    MemoryFailure(Kernel kernel, long blockBytes, NodeTopology topology, SortedMap<Integer, NodeMemory> memory, PoisonedPages poisoned) {
        this.kernel = kernel;
        this.blockBytes = blockBytes;
        this.topology = topology;
        this.memory = memory;
        this.poisoned = poisoned;
    }

    /** Write only: physical addresses in any base. */
    void createFiles() {
        kernel.devices().file(MemoryBlock.DIRECTORY, Attribute.writeOnly("hard_offline_page", value -> hard(address(value))));
        kernel.devices().file(MemoryBlock.DIRECTORY, Attribute.writeOnly("soft_offline_page", value -> soft(address(value))));
    }

    private static long address(String value) throws KernelException {
        try {
            return new WrittenText(value).toUnsigned(Long.SIZE);
        } catch (KernelException wrong) {
            throw new KernelException(Errno.EINVAL, wrong.getMessage());
        }
    }

    /** ENXIO the kernel has no page there; EHWPOISON it is known; EBUSY the kernel or a device has it, which is counted all the same. */
    private void hard(long address) throws KernelException {
        forgetDevicesThatHaveGone();
        long page = address >>> PageRange.PAGE_SHIFT;
        Optional<MemoryBlock> block = block(page);
        Use use = use(page);
        boolean ram = block.isPresent() && isRam(block.get(), page);
        if (!ram && (block.isPresent() || use == Use.UNKNOWN)) {
            say(page, "memory outside kernel control");
            throw new KernelException(Errno.ENXIO, "the kernel has no page at 0x" + Long.toHexString(address));
        }
        if (poisoned.marked(page)) {
            say(page, "recovery action for already poisoned page: Failed");
            throw new KernelException(Errno.EHWPOISON, "the page at 0x" + Long.toHexString(address) + " is poisoned already");
        }
        int node = ram ? block.get().node() : deviceNode(page);
        poisoned.mark(page);
        if (ram && use != Use.MAPPED && kernelHas(block.get())) {
            say(page, "unhandlable page.");
            say(page, "recovery action for get hwpoison page: Ignored");
            poisoned.count(node, Outcome.IGNORED);
            throw new KernelException(Errno.EBUSY, "the kernel has the page at 0x" + Long.toHexString(address));
        }
        if (!ram && use == Use.FREE) {
            say(page, "recovery action for dax page: Failed");
            poisoned.count(node, Outcome.FAILED);
            throw new KernelException(Errno.EBUSY, "nobody has mapped the page at 0x" + Long.toHexString(address));
        }
        if (use == Use.MAPPED) {
            users().orElseThrow().failed(page << PageRange.PAGE_SHIFT);
        }
        say(page, "recovery action for " + (!ram ? "dax page" : use == Use.MAPPED ? "dirty LRU page" : "free buddy page") + ": Recovered");
        poisoned.count(node, Outcome.RECOVERED);
    }

    /** ENXIO the kernel has no page there; EIO it is no RAM, or offline; EBUSY the kernel has it. A page that is known is left alone. */
    private void soft(long address) throws KernelException {
        long page = address >>> PageRange.PAGE_SHIFT;
        Optional<MemoryBlock> block = block(page);
        Use use = use(page);
        if (block.isEmpty() || !isRam(block.get(), page)) {
            boolean known = block.isPresent() || use != Use.UNKNOWN;
            throw new KernelException(known ? Errno.EIO : Errno.ENXIO, "no RAM that is online at 0x" + Long.toHexString(address));
        }
        if (poisoned.marked(page)) {
            kernel.log(6, "soft_offline_page: 0x%x: page already poisoned".formatted(page));
            return;
        }
        if (use != Use.MAPPED && kernelHas(block.get())) {
            throw new KernelException(Errno.EBUSY, "the kernel has the page at 0x" + Long.toHexString(address));
        }
        poisoned.mark(page);
        if (use == Use.MAPPED) {
            users().orElseThrow().moved(page << PageRange.PAGE_SHIFT);
        }
    }

    /** Devices belong to a node that was online when they were found: the nearest one with processors (corpus err-hwp-early, step 8). */
    private int deviceNode(long page) {
        int own = topology.nodeOf(page << PageRange.PAGE_SHIFT).orElse(0);
        return topology.nodesWithProcessors().stream().min(Comparator.comparingInt(node -> node == own ? 0 : topology.distance(own, node))).orElse(own);
    }

    private void say(long page, String what) {
        kernel.log(3, "Memory failure: 0x%x: %s".formatted(page, what));
    }

    private Optional<MemoryBlock> block(long page) {
        long number = Long.divideUnsigned(page << PageRange.PAGE_SHIFT, blockBytes);
        return memory.values().stream().map(node -> node.blocks().get(number)).filter(java.util.Objects::nonNull).findFirst();
    }

    private static boolean isRam(MemoryBlock block, long page) {
        MemoryBlock.Shape shape = block.shape();
        return block.online() && block.present() > 0 && (shape.boot().isEmpty() || shape.boot().stream().anyMatch(part -> page >= part.span().start() && page < part.span().end()));
    }

    /** What it took at boot, or cannot move. */
    private boolean kernelHas(MemoryBlock block) {
        return block.shape().fixed() || kernel.workload().unmovable(block.number());
    }

    private Use use(long page) {
        return users().map(all -> all.use(page << PageRange.PAGE_SHIFT)).orElse(Use.UNKNOWN);
    }

    /** A device has gone, and the page structs of its memory. Only before 6.2 their pages count no longer (corpus k61-err-hwp-early, step 24). */
    private void forgetDevicesThatHaveGone() {
        for (long page : poisoned.all()) {
            if (block(page).isEmpty() && use(page) == Use.UNKNOWN) {
                AddressRange gone = AddressRange.ofSize(page << PageRange.PAGE_SHIFT, PAGE_BYTES);
                if (countsByBlock()) {
                    poisoned.forgetMarks(gone);
                } else {
                    poisoned.forget(gone);
                }
            }
        }
    }

    private Optional<PageUsers> users() {
        return kernel.symbol(PageUsers.class);
    }

    /** Since 6.2 blocks know how many of their pages are bad: they do not come online with them, and take them along when they go. */
    boolean countsByBlock() {
        return kernel.profile().atLeast(6, 2);
    }

    /** Before a block comes online. EHWPOISON a page of it is bad. */
    void check(MemoryBlock block) throws KernelException {
        if (countsByBlock() && poisoned.anyMarked(block.shape().pages())) {
            throw new KernelException(Errno.EHWPOISON, block + " holds pages that are poisoned");
        }
    }

    /** Page structs of a block that comes online are made anew. */
    void online(MemoryBlock block) {
        if (!countsByBlock()) {
            poisoned.forgetMarks(block.shape().pages().addresses());
        }
    }

    /** Before RAM is added: a device may have been there. */
    void adding() {
        forgetDevicesThatHaveGone();
    }

    void removed(AddressRange range) {
        poisoned.forget(range);
    }
}
