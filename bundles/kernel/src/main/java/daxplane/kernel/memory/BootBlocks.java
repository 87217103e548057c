package daxplane.kernel.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The memory blocks of boot memory.
 *
 * <p>Which of them the kernel's own allocations lie in is not told by any table. They are taken to lie in the first and in the
 * last block of each node, as Linux 6.12 did on two-socket, where all other boot blocks without holes could be taken offline.
 */
final class BootBlocks {

    private BootBlocks() {
    }

    /** By number. */
    static List<MemoryBlock.Shape> of(BootMemory boot, long blockPages) {
        Map<Integer, Long> first = new HashMap<>();
        Map<Integer, Long> last = new HashMap<>();
        boot.pieces().forEach((number, pieces) -> {
            first.putIfAbsent(pieces.getFirst().node(), number);
            last.put(pieces.getFirst().node(), number);
        });
        List<MemoryBlock.Shape> shapes = new ArrayList<>();
        boot.pieces().forEach((number, pieces) -> {
            int node = pieces.getFirst().node();
            boolean fixed = number.equals(first.get(node)) || number.equals(last.get(node));
            shapes.add(new MemoryBlock.Shape(number, node, new PageRange(number * blockPages, (number + 1) * blockPages), 0,
                    OptionalInt.empty(), pieces.stream().map(BootMemory.Piece::part).toList(), fixed));
        });
        return shapes;
    }
}
