package daxplane.block.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The bytes of a partition table. Layouts are in {@link GptTable} and {@link DosTable}. */
public final class TableWriter {

    private static final int ENTRIES_AT = 446;

    private TableWriter() {
    }

    /** @param offset where on the disk */
    public record Piece(long offset, byte[] bytes) {
    }

    public static List<Piece> pieces(PartitionPlan plan) {
        return plan.gpt() ? gpt(plan) : dos(plan);
    }

    private static List<Piece> gpt(PartitionPlan plan) {
        int block = plan.blockBytes();
        long entryBlocks = PartitionPlan.entryBlocks(block);
        byte[] entries = new byte[(int) entryBlocks * block];
        ByteBuffer fields = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
        for (PartitionPlan.Part part : plan.parts()) {
            int at = (part.number() - 1) * GptTable.ENTRY_BYTES;
            Guid.write(UUID.fromString(part.type()), entries, at);
            Guid.write(UUID.fromString(part.uuid().orElseThrow()), entries, at + 16);
            fields.putLong(at + 32, part.first()).putLong(at + 40, part.end() - 1);
        }
        long last = plan.blocks() - 1;
        byte[] mbr = new byte[block];
        sign(mbr);
        entry(mbr, 0, 0xee, 1, Math.min(last, 0xffffffffL));
        return List.of(new Piece(0, mbr), new Piece(block, header(plan, 1, last, 2, entries)), new Piece(2L * block, entries),
                new Piece((last - entryBlocks) * block, entries), new Piece(last * block, header(plan, last, 1, last - entryBlocks, entries)));
    }

    private static byte[] header(PartitionPlan plan, long own, long other, long entriesAt, byte[] entries) {
        byte[] header = new byte[plan.blockBytes()];
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(0, GptTable.SIGNATURE).putInt(8, 0x10000).putInt(12, GptTable.HEADER_BYTES).putLong(24, own).putLong(32, other)
                .putLong(40, plan.firstBlock()).putLong(48, plan.lastBlock()).putLong(72, entriesAt).putInt(80, GptTable.ENTRIES)
                .putInt(84, GptTable.ENTRY_BYTES).putInt(88, GptTable.crcOf(entries, GptTable.ENTRIES * GptTable.ENTRY_BYTES));
        Guid.write(UUID.fromString(plan.id()), header, 56);
        fields.putInt(16, GptTable.crc(header, GptTable.HEADER_BYTES));
        return header;
    }

    private static List<Piece> dos(PartitionPlan plan) {
        byte[] mbr = new byte[PartitionTable.SECTOR];
        sign(mbr);
        int id = Integer.parseUnsignedInt(plan.id(), 16);
        ByteBuffer.wrap(mbr).order(ByteOrder.LITTLE_ENDIAN).putInt(440, id);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(0, mbr));
        for (PartitionPlan.Part part : plan.parts()) {
            if (!part.logical()) {
                entry(mbr, part.number() - 1, Integer.parseInt(part.type(), 16), part.first(), part.blocks());
            }
        }
        plan.parts().stream().filter(PartitionPlan.Part::extended).findFirst().ifPresent(container -> chain(plan, container, pieces));
        return pieces;
    }

    /** Each logical partition has a table of its own, 2,048 blocks before it or as far as there is room. */
    private static void chain(PartitionPlan plan, PartitionPlan.Part container, List<Piece> pieces) {
        List<PartitionPlan.Part> logical = plan.parts().stream().filter(PartitionPlan.Part::logical).toList();
        long at = container.first();
        if (logical.isEmpty()) {
            byte[] empty = new byte[PartitionTable.SECTOR];
            sign(empty);
            pieces.add(new Piece(at * plan.blockBytes(), empty));
        }
        for (int i = 0; i < logical.size(); i++) {
            PartitionPlan.Part part = logical.get(i);
            byte[] table = new byte[PartitionTable.SECTOR];
            sign(table);
            entry(table, 0, Integer.parseInt(part.type(), 16), part.first() - at, part.blocks());
            pieces.add(new Piece(at * plan.blockBytes(), table));
            if (i + 1 < logical.size()) {
                long next = part.end();
                entry(table, 1, 5, next - container.first(), logical.get(i + 1).end() - next);
                at = next;
            }
        }
    }

    private static void sign(byte[] sector) {
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
    }

    private static void entry(byte[] sector, int index, int type, long first, long blocks) {
        int at = ENTRIES_AT + 16 * index;
        sector[at + 4] = (byte) type;
        ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, (int) first).putInt(at + 12, (int) blocks);
    }
}
