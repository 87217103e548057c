package daxplane.machine.state;

import daxplane.kernel.StateRecord;
import daxplane.kernel.media.MediaOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Contents of a record: entries one after the other, each a letter and its fields. Numbers are big-endian; texts are UTF-8
 * with their length before them (u32).
 *
 * <pre>
 *   'F' key                                      a document is forgotten
 *   'K' owner key count u16 (name value)...      a document is kept
 *   'W' dimm u32 offset u64 length u32 bytes     media are written
 *   'Z' dimm u32                                 media become zero
 *   'C' dimm u32 name (1 text | 0)               the controller of a DIMM keeps a text, or forgets it
 *   'S'                                          media are flushed
 *   'D' name length u32 bytes                    a file of the definition
 * </pre>
 */
final class ChangeFormat {

    private ChangeFormat() {
    }

    static byte[] encode(Change change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String key : change.forgotten()) {
                out.writeByte('F');
                text(out, key);
            }
            for (StateRecord document : change.kept()) {
                out.writeByte('K');
                text(out, document.owner());
                text(out, document.key());
                out.writeShort(document.values().size());
                for (Map.Entry<String, String> value : document.values().entrySet()) {
                    text(out, value.getKey());
                    text(out, value.getValue());
                }
            }
            for (MediaOperation operation : change.media()) {
                switch (operation) {
                    case MediaOperation.Write(var dimm, var offset, var content) -> {
                        out.writeByte('W');
                        out.writeInt(dimm);
                        out.writeLong(offset);
                        bytes(out, content);
                    }
                    case MediaOperation.Clear(var dimm) -> {
                        out.writeByte('Z');
                        out.writeInt(dimm);
                    }
                    case MediaOperation.Keep(var dimm, var name, var value) -> {
                        out.writeByte('C');
                        out.writeInt(dimm);
                        text(out, name);
                        out.writeByte(value.isPresent() ? 1 : 0);
                        if (value.isPresent()) {
                            text(out, value.get());
                        }
                    }
                    case MediaOperation.Flush() -> out.writeByte('S');
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] encodeDefinition(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte('D');
            text(out, name);
            bytes(out, content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Hands over what the record holds; the record's checksum was right, so anything unknown was written by a later version. */
    static void decode(byte[] record, Change.Keeper keeper) throws IOException {
        List<String> forgotten = new ArrayList<>();
        List<StateRecord> kept = new ArrayList<>();
        List<MediaOperation> media = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                switch (letter) {
                    case 'F' -> forgotten.add(text(in));
                    case 'K' -> kept.add(document(in));
                    case 'W' -> media.add(new MediaOperation.Write(in.readInt(), in.readLong(), bytes(in)));
                    case 'Z' -> media.add(new MediaOperation.Clear(in.readInt()));
                    case 'C' -> media.add(new MediaOperation.Keep(in.readInt(), text(in), in.readByte() == 1 ? Optional.of(text(in)) : Optional.empty()));
                    case 'S' -> media.add(new MediaOperation.Flush());
                    case 'D' -> keeper.definitionFile(text(in), bytes(in));
                    default -> throw new IOException("an entry of kind " + letter + ", which this version does not know");
                }
            }
        }
        Change change = new Change(forgotten, kept, media);
        if (!change.isEmpty()) {
            keeper.change(change);
        }
    }

    private static StateRecord document(DataInputStream in) throws IOException {
        String owner = text(in);
        String key = text(in);
        int count = in.readUnsignedShort();
        SortedMap<String, String> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            values.put(text(in), text(in));
        }
        return new StateRecord(owner, key, values);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a field of " + length + " bytes does not fit into its record");
        }
        return in.readNBytes(length);
    }
}
