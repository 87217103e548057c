package daxplane.control;

import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where the bytes of a plan's memory go: {@code asked = metadata + lost + usable}.
 *
 * @param asked    what is handed over, metadata included
 * @param metadata what is kept on it to describe it: info blocks, page structures, maps of sectors
 * @param lost     what lies in no whole memory block
 * @param avoided  what would lose nothing, a clause; empty: nothing is lost
 * @param ram      what the machine gains; empty: it does not become RAM
 */
public record Capacity(ByteSize asked, ByteSize metadata, ByteSize lost, ByteSize usable, Optional<String> avoided, Optional<Ram> ram) {

    /**
     * @param node           that gets the memory
     * @param tier           its memory tier, where it has memory already
     * @param memTotalBefore MemTotal of the machine
     */
    public record Ram(OptionalInt node, Optional<String> tier, ByteSize memTotalBefore, ByteSize memTotalAfter) {

        /** What several gain; the node is told when it is one. */
        static Optional<Ram> total(List<Ram> each) {
            if (each.isEmpty()) {
                return Optional.empty();
            }
            var before = each.getFirst().memTotalBefore();
            long gained = each.stream().mapToLong(ram -> ram.memTotalAfter().bytes() - ram.memTotalBefore().bytes()).sum();
            boolean oneNode = each.stream().map(Ram::node).distinct().count() == 1;
            return Optional.of(new Ram(oneNode ? each.getFirst().node() : OptionalInt.empty(), oneNode ? each.getFirst().tier() : Optional.empty(),
                    before, new ByteSize(before.bytes() + gained)));
        }
    }

    /** Of what becomes no RAM: what is not usable is metadata. */
    public static Capacity of(ByteSize asked, ByteSize usable) {
        return new Capacity(asked, new ByteSize(asked.bytes() - usable.bytes()), ByteSize.ZERO, usable, Optional.empty(), Optional.empty());
    }

    /** Of several objects, one after the other; empty when no memory of any gets another use. */
    public static Optional<Capacity> total(List<Capacity> each) {
        return each.isEmpty() ? Optional.empty() : Optional.of(new Capacity(sum(each, Capacity::asked), sum(each, Capacity::metadata), sum(each, Capacity::lost),
                sum(each, Capacity::usable), joined(each), Ram.total(each.stream().flatMap(one -> one.ram().stream()).toList())));
    }

    private static ByteSize sum(List<Capacity> each, Function<Capacity, ByteSize> part) {
        return new ByteSize(each.stream().map(part).mapToLong(ByteSize::bytes).sum());
    }

    private static Optional<String> joined(List<Capacity> each) {
        var ways = each.stream().flatMap(one -> one.avoided().stream()).distinct().toList();
        return ways.size() == 1 ? Optional.of(ways.getFirst()) : Optional.empty();      // the parts tell each its own
    }

    /** Which alignment loses nothing, and how far ranges are from it. @param block bytes of a memory block, not 0 */
    public static Optional<String> avoided(List<AddressRange> ranges, long block) {
        var off = new ArrayList<String>();
        for (AddressRange range : ranges) {
            long head = Long.remainderUnsigned(range.start(), block);
            long tail = Long.remainderUnsigned(range.end(), block);
            if (head != 0) {
                off.add("this begins " + new ByteSize(head) + " behind one");
            }
            if (tail != 0) {
                off.add("this ends " + new ByteSize(tail) + " behind one");
            }
        }
        return off.isEmpty() ? Optional.empty()
                : Optional.of("what begins and ends at multiples of " + new ByteSize(block) + " loses nothing; " + String.join(", ", off.stream().distinct().toList()));
    }
}
