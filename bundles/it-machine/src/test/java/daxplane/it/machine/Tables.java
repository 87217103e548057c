package daxplane.it.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Firmware tables of machines that nobody has. */
public final class Tables {

    private static final byte[] PERSISTENT_MEMORY = {0x79, (byte) 0xd3, (byte) 0xf0, 0x66, (byte) 0xf3, (byte) 0xb4, 0x74, 0x40, (byte) 0xac,
        0x43, 0x0d, 0x33, 0x18, (byte) 0xb7, (byte) 0x8c, (byte) 0xdb};

    private Tables() {
    }

    /** A DIMM that is a region of its own, or memory of a node. */
    public record Piece(long base, long bytes, int node) {
    }

    public static byte[] nfit(List<Piece> dimms) {
        ByteArrayOutputStream structures = new ByteArrayOutputStream();
        structures.writeBytes(new byte[4]);
        for (int i = 0; i < dimms.size(); i++) {
            Piece dimm = dimms.get(i);
            structures.writeBytes(structure(56).putShort((short) 0).putShort((short) 56).putShort((short) (i + 1)).putShort((short) 2).putInt(0)
                    .putInt(dimm.node).put(PERSISTENT_MEMORY).putLong(dimm.base).putLong(dimm.bytes).putLong(0x8008).array());
            structures.writeBytes(structure(48).putShort((short) 1).putShort((short) 48).putInt(i + 1).putShort((short) i).putShort((short) 0)
                    .putShort((short) (i + 1)).putShort((short) (i + 1)).putLong(dimm.bytes).putLong(0).putLong(0).putShort((short) 0)
                    .putShort((short) 1).array());
            structures.writeBytes(structure(80).putShort((short) 4).putShort((short) 80).putShort((short) (i + 1)).putShort((short) 0x8086)
                    .putShort((short) 1).putShort((short) 1).put(new byte[12]).putInt(0x1000 + i).putShort((short) 0x0301).array());
        }
        return table("NFIT", structures.toByteArray());
    }

    /** One processor in node 0. */
    public static byte[] srat(List<Piece> memory) {
        ByteArrayOutputStream structures = new ByteArrayOutputStream();
        structures.writeBytes(new byte[12]);
        structures.writeBytes(structure(16).put((byte) 0).put((byte) 16).putShort((short) 0).putInt(1).array());
        for (Piece piece : memory) {
            structures.writeBytes(structure(40).put((byte) 1).put((byte) 40).putInt(piece.node).putShort((short) 0).putLong(piece.base)
                    .putLong(piece.bytes).putInt(0).putInt(1).array());
        }
        return table("SRAT", structures.toByteArray());
    }

    private static ByteBuffer structure(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] table(String signature, byte[] contents) {
        byte[] table = structure(36 + contents.length).put(signature.getBytes(StandardCharsets.US_ASCII)).putInt(36 + contents.length)
                .put((byte) 1).put(new byte[27]).put(contents).array();
        byte sum = 0;
        for (byte b : table) {
            sum += b;
        }
        table[9] = (byte) -sum;
        return table;
    }
}
