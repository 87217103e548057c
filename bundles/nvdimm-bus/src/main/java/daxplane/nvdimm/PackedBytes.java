package daxplane.nvdimm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes as text for a document: label areas are mostly zeros, so they are packed. */
final class PackedBytes {

    /** No label area is larger; what unpacks to more was not written here. */
    private static final int LARGEST = 4 << 20;

    private PackedBytes() {
    }

    static String pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    static byte[] unpack(String text) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return in.readNBytes(LARGEST);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
