package daxplane.machine.definition;

import daxplane.kernel.firmware.UnusableFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * An image of which only pieces are told, in a file of their size; all else is zero. For media of any size: a sparse file of
 * half a TiB can hardly be moved, and commons-compress reads none of more than 64 GiB from a tar.
 *
 * <pre>
 *    0  "DAXPLANE_PIECES"           24  offset of a piece  u64   40  the piece
 *   16  bytes of the image  u64     32  its bytes          u64   then the next one, up to the end of the file
 * </pre>
 *
 * Numbers are big-endian. Pieces may come in any order and say something twice; what comes last counts.
 */
public record PieceFile(Path file) {

    /** Behind the image's name without {@code .img}. */
    private static final String SUFFIX = ".pieces";
    private static final byte[] SIGNATURE = Arrays.copyOf("DAXPLANE_PIECES".getBytes(StandardCharsets.US_ASCII), 16);
    private static final int HEADER_BYTES = 24;
    private static final int CHUNK_BYTES = 1 << 20;

    /** The file for an image: {@code dimm0.pieces} for {@code dimm0.img}. */
    public static PieceFile of(Path folder, String image) {
        return new PieceFile(folder.resolve(image.replaceFirst("\\.img$", "") + SUFFIX));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** @param bytes of the image; @param pieces by offset */
    public void write(long bytes, SortedMap<Long, byte[]> pieces) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.write(SIGNATURE);
            out.writeLong(bytes);
            for (var piece : pieces.entrySet()) {
                out.writeLong(piece.getKey());
                out.writeLong(piece.getValue().length);
                out.write(piece.getValue());
            }
        }
    }

    long imageBytes() throws UnusableFile, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return imageBytes(in);
        }
    }

    void copy(ImageSource.Piece taker) throws UnusableFile, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            long image = imageBytes(in);
            long at = HEADER_BYTES;
            for (byte[] head = in.readNBytes(16); head.length > 0; head = in.readNBytes(16)) {
                if (head.length < 16) {
                    throw unusable(at, "the file ends within a piece");
                }
                long offset = ByteBuffer.wrap(head).getLong(0);
                long bytes = ByteBuffer.wrap(head).getLong(8);
                if (offset < 0 || bytes < 0 || offset > image - bytes) {
                    throw unusable(at, "the piece lies behind the end of the image");
                }
                copy(in, offset, bytes, at + 16, taker);
                at += 16 + bytes;
            }
        }
    }

    private void copy(InputStream in, long offset, long bytes, long at, ImageSource.Piece taker) throws UnusableFile, IOException {
        byte[] content = new byte[(int) Math.min(CHUNK_BYTES, bytes)];
        for (long done = 0; done < bytes;) {
            int length = in.readNBytes(content, 0, (int) Math.min(content.length, bytes - done));
            if (length == 0) {
                throw unusable(at + done, "the file ends within a piece");
            }
            taker.take(offset + done, content, length);
            done += length;
        }
    }

    private long imageBytes(InputStream in) throws UnusableFile, IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES || !Arrays.equals(header, 0, 16, SIGNATURE, 0, 16)) {
            throw unusable(0, "this is no file of pieces");
        }
        long bytes = ByteBuffer.wrap(header).getLong(16);
        if (bytes < 0) {
            throw unusable(16, "no image has " + Long.toUnsignedString(bytes) + " bytes");
        }
        return bytes;
    }

    private UnusableFile unusable(long offset, String reason) {
        return new UnusableFile(file.getFileName().toString(), offset, reason);
    }
}
