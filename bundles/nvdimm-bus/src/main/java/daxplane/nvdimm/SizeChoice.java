package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.List;

/** A size that is one of a few: shown as a list, the current one in brackets. */
enum SizeChoice {

    NAMESPACE_SECTORS(List.of(512L, 4096L)),
    BTT_SECTORS(List.of(512L, 520L, 528L, 4096L, 4104L, 4160L, 4224L)),
    ALIGNMENTS(List.of(4096L, 2L << 20, 1L << 30));

    private final List<Long> sizes;

    SizeChoice(List<Long> sizes) {
        this.sizes = sizes;
    }

    /** {@code [512] 4096 }, with a space behind each. */
    String text(long current) {
        StringBuilder text = new StringBuilder();
        sizes.forEach(size -> text.append(size == current ? "[" + size + "] " : size + " "));
        return text.append('\n').toString();
    }

    boolean offers(long size) {
        return sizes.contains(size);
    }

    /** EINVAL not a number, or none of the list. */
    long parse(String text) throws KernelException {
        long size = new WrittenText(text).toUnsigned(Long.SIZE);
        if (!offers(size)) {
            throw new KernelException(Errno.EINVAL, size + " is none of " + sizes);
        }
        return size;
    }
}
