package daxplane.kernel.memory;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One zone of one node: which memory blocks lie in it, its span and its pages.
 *
 * <pre>
 *   spanned   first to last page of the blocks that are in it, whatever lies between
 *   present   pages of these blocks
 *   managed   present pages less those that the kernel itself took at boot or keeps as page structs in the blocks
 * </pre>
 * Every operation costs the logarithm of the number of blocks.
 */
final class ZoneAccount {

    /** @param reserved pages that the allocator does not manage; @param early there since boot */
    private record Piece(PageRange span, long present, long reserved, boolean early) {
    }

    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();
    private long bootReserved;
    private long present;
    private long reserved;
    private long early;

    /** Boot memory that the kernel took for itself, in no particular block. */
    void bootReserved(long pages) {
        bootReserved = pages;
    }

    void add(long block, PageRange span, long presentPages, long reservedPages, boolean sinceBoot) {
        Piece previous = pieces.put(block, new Piece(span, presentPages, reservedPages, sinceBoot));
        if (previous != null) {
            throw new IllegalStateException("memory" + block + " is in this zone already");
        }
        present += presentPages;
        reserved += reservedPages;
        early += sinceBoot ? presentPages : 0;
    }

    void remove(long block) {
        Piece piece = pieces.remove(block);
        if (piece == null) {
            throw new IllegalStateException("memory" + block + " is not in this zone");
        }
        present -= piece.present;
        reserved -= piece.reserved;
        early -= piece.early ? piece.present : 0;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Empty for a zone without blocks. */
    Optional<PageRange> span() {
        return pieces.isEmpty() ? Optional.empty()
                : Optional.of(new PageRange(pieces.firstEntry().getValue().span.start(), pieces.lastEntry().getValue().span.end()));
    }

    boolean spans(PageRange pages) {
        return span().map(span -> span.intersects(pages)).orElse(false);
    }

    long presentPages() {
        return present;
    }

    long managedPages() {
        return present - reserved - bootReserved;
    }

    /** Present pages that were there at boot. */
    long earlyPages() {
        return early;
    }
}
