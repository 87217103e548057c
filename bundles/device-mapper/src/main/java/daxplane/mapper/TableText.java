package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.block.Partition;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as text: as dmsetup prints them, and as a document keeps them. */
final class TableText {

    private TableText() {
    }

    static String table(MappedTable table, String prefix) {
        return table.rows().stream().map(row -> prefix + row.start() + " " + row.sectors() + " " + row.type().name() + " " + row.target().parameters() + "\n")
                .collect(Collectors.joining());
    }

    static String status(MappedTable table, String prefix) {
        return table.rows().stream().map(row -> prefix + row.start() + " " + row.sectors() + " " + row.type().name() + " " + row.target().status() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * With devices told so that they are found again: {@code @NAME,SEQUENCE,PARTITION,NUMBER,SECTORS}. A row a line; the first
     * line says whether it is read-only.
     */
    static String recorded(MappedTable table) {
        return (table.readOnly() ? "ro\n" : "rw\n") + table.rows().stream().map(TableText::recorded).collect(Collectors.joining("\n"));
    }

    private static String recorded(MappedTable.Row row) {
        List<BlockDevice> devices = row.target().devices();
        StringBuilder words = new StringBuilder();
        int next = 0;
        for (String word : row.words()) {
            boolean device = next < devices.size() && !word.matches("\\d+");
            words.append(' ').append(device ? token(devices.get(next++)) : word);
        }
        return row.start() + " " + row.sectors() + " " + row.type().name() + words;
    }

    static String token(BlockDevice device) {
        int partition = device instanceof Partition part ? part.partitionNumber() : 0;
        return "@" + device.name() + "," + device.sequence() + "," + partition + "," + device.number() + "," + device.bytes() / BlockDevice.SECTOR;
    }
}
