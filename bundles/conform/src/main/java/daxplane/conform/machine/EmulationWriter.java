package daxplane.conform.machine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernel's own test DIMMs (module nfit_test), which no table of a firmware describes: bus 0 with four DIMMs in two interleave
 * sets, bus 1 with two. Made once from the recorded trees (corpus nt-tree, nt-list).
 */
final class EmulationWriter {

    /** As the recordings call the machine. */
    static final String MACHINE = "nfit-test";

    private static final long MIB = 1 << 20;
    private static final int LABEL_BYTES = 128 << 10;
    private static final long[] PERSISTENT = {0x4074b4f366f0d379L, 0xdb8cb718330d43acL};
    private static final int HEALTH_ENABLED = 1 << 5;
    private static final int NOT_SAVED_NOT_ARMED = 0x1f;
    private static final int NOT_MAPPED = 1 << 6;

    /** @param bytes that it has at {@code dpa}, in a set of {@code ways}; @param offset by which the table tells members apart */
    private record Piece(int handle, int physicalId, int range, int control, long bytes, long offset, long dpa, int ways, int flags) {
    }

    private EmulationWriter() {
    }

    static void write(Path folder) throws IOException {
        Files.write(folder.resolve("NFIT.bin"), interleaved());
        Files.write(folder.resolve("NFIT1.bin"), plain());
        int number = 0;
        for (int ofBus : new int[] {4, 2}) {
            for (int i = 0; i < ofBus; i++) {
                long capacity = number < 5 ? 32 * MIB : 0;
                try (var image = new RandomAccessFile(folder.resolve("dimm" + number++ + ".img").toFile(), "rw")) {
                    image.setLength(capacity + LABEL_BYTES);
                    image.seek(capacity);
                    image.write(("label" + i).getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    /** What the tables do not tell. */
    static Map<String, String> properties() {
        var properties = new TreeMap<String, String>();
        properties.put("nd.module", "nfit_test");
        properties.put("nd.bus0.provider", "nfit_test.0");
        properties.put("nd.bus0.commands", "scrub clear inject firmware");
        properties.put("nd.bus0.empty-slots", "0x1000");
        properties.put("nd.bus1.provider", "nfit_test.1");
        properties.put("nd.bus1.commands", "scrub clear");
        for (int dimm = 0; dimm < 6; dimm++) {
            String prefix = "nd.dimm" + dimm + ".";
            properties.put(prefix + "dirty-shutdowns", "42");
            if (dimm < 4) {
                properties.put(prefix + "commands", "health inject security firmware");
                properties.put(prefix + "health", "non-critical");
                properties.put(prefix + "media-temperature", "23");
                properties.put(prefix + "controller-temperature", "25");
                properties.put(prefix + "spares", "75");
                properties.put(prefix + "life-used", "5");
                properties.put(prefix + "alarms", "spares media-temperature");
                properties.put(prefix + "media-temperature-alarm-at", "40");
                properties.put(prefix + "controller-temperature-alarm-at", "30");
                properties.put(prefix + "spares-alarm-at", "5");
            }
        }
        return properties;
    }

    private static byte[] interleaved() {
        var table = new TableBytes("NFIT", 1, 1).u32(0);
        range(table, 1, PERSISTENT, 0x1_0000_0000L, 32 * MIB);
        range(table, 2, PERSISTENT, 0x1_0800_0000L, 64 * MIB);
        int[] handles = {0, 1, 0x100, 0x101};
        var pieces = List.of(
                new Piece(0, 0, 1, 1, 16 * MIB, 1, 0, 2, HEALTH_ENABLED), new Piece(1, 1, 1, 2, 16 * MIB, 1 << 8, 0, 2, HEALTH_ENABLED),
                new Piece(0, 0, 2, 1, 16 * MIB, 1L << 16, 16 * MIB, 4, HEALTH_ENABLED), new Piece(1, 1, 2, 2, 16 * MIB, 1L << 24, 16 * MIB, 4, HEALTH_ENABLED),
                new Piece(0x100, 2, 2, 3, 16 * MIB, 1L << 32, 16 * MIB, 4, HEALTH_ENABLED),
                new Piece(0x101, 3, 2, 4, 16 * MIB, 1L << 40, 16 * MIB, 4, HEALTH_ENABLED));
        pieces.forEach(piece -> mapping(table, piece));
        for (int i = 0; i < handles.length; i++) {
            control(table, i + 1, handles[i], 0x201);
            table.u16(6, 24).u32(handles[i]).u16(1).zeros(6).u64(0x1_1000_0000L + 64L * i);
        }
        table.u16(7, 16).u8(1, 0, 0, 0).u32(2).zeros(4);
        return table.finished();
    }

    private static byte[] plain() {
        var table = new TableBytes("NFIT", 1, 1).u32(0);
        range(table, 1, PERSISTENT, 0x1_4000_0000L, 32 * MIB);
        range(table, 0, new long[] {0x87ce41753d5abd30L, 0xbbc423e5add2646dL}, 0x20_0000_0000L, 4 * MIB);
        mapping(table, new Piece(0x10000, 0, 1, 1, 32 * MIB, 0, 0, 1, NOT_SAVED_NOT_ARMED));
        mapping(table, new Piece(0x10001, 0, 0, 2, 0, 0, 0, 0, NOT_MAPPED));
        control(table, 1, 0x10000, 0x101);
        control(table, 2, 0x10001, 0x101);
        return table.finished();
    }

    private static void range(TableBytes table, int index, long[] type, long start, long bytes) {
        table.u16(0, 56, index, 0).u32(0, 0).u64(type[0], type[1], start, bytes, 0x8008);
    }

    private static void mapping(TableBytes table, Piece piece) {
        table.u16(1, 48).u32(piece.handle()).u16(piece.physicalId(), 0, piece.range(), piece.control())
                .u64(piece.bytes(), piece.offset(), piece.dpa()).u16(0, piece.ways(), piece.flags(), 0);
    }

    private static void control(TableBytes table, int index, int handle, int format) {
        table.u16(4, 80, index, 0xabcd, 0, 1, 0, 0, 0).u8(1, 0x0a).u16(0xe007, 0).u32(~handle).u16(format, 0).zeros(48);
    }
}
