package daxplane.process;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pages a process gets: first those of pieces that are in parts already, because a page of them is poisoned, then from the highest
 * block on (corpus err-hwp-used and err-hwp-soft: the recorded allocator keeps whole pieces of 4 MiB as long as it can).
 *
 * @param table what other processes have
 */
record FreePages(Kernel kernel, ProcessTable table) {

    private static final long PIECE = 4L << 20;

    /** @return empty: the node has less */
    Optional<AnonymousMemory> take(int node, long length) {
        List<AddressRange> taken = new ArrayList<>();
        long left = length;
        for (AddressRange piece : pieces(node)) {
            for (AddressRange free : free(piece)) {
                if (left > 0) {
                    AddressRange part = AddressRange.ofSize(free.start(), Math.min(left, free.bytes()));
                    taken.add(part);
                    left -= part.bytes();
                }
            }
        }
        return left > 0 ? Optional.empty() : Optional.of(new AnonymousMemory(joined(taken)));
    }

    private List<AddressRange> pieces(int node) {
        List<AddressRange> broken = new ArrayList<>();
        List<AddressRange> whole = new ArrayList<>();
        for (AddressRange block : Contents.online(kernel, node).reversed()) {
            for (long at = block.start(); at < block.end(); at += PIECE) {
                AddressRange piece = AddressRange.ofSize(at, PIECE);
                (kernel.memory().poisoned(piece) ? broken : whole).add(piece);
            }
        }
        return Stream.concat(broken.stream(), whole.stream()).toList();
    }

    /** What of a piece is neither poisoned nor somebody's. */
    private List<AddressRange> free(AddressRange piece) {
        List<AddressRange> others = table.running().stream().flatMap(process -> process.mapped().stream()).map(SimulatedProcess.Mapped::file)
                .filter(AnonymousMemory.class::isInstance).flatMap(memory -> ((AnonymousMemory) memory).places().stream()).toList();
        if (!kernel.memory().poisoned(piece) && others.stream().noneMatch(piece::overlaps)) {
            return List.of(piece);
        }
        List<AddressRange> free = new ArrayList<>();
        for (long at = piece.start(); at < piece.end(); at += Openable.PAGE) {
            AddressRange page = AddressRange.ofSize(at, Openable.PAGE);
            if (!kernel.memory().poisoned(page) && others.stream().noneMatch(page::overlaps)) {
                free.add(page);
            }
        }
        return joined(free);
    }

    private static List<AddressRange> joined(List<AddressRange> ranges) {
        List<AddressRange> joined = new ArrayList<>();
        for (AddressRange range : ranges) {
            if (!joined.isEmpty() && joined.getLast().end() == range.start()) {
                joined.set(joined.size() - 1, new AddressRange(joined.getLast().start(), range.end()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
