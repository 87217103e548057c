package daxplane.machine.definition;

import daxplane.host.Errno;
import daxplane.kernel.firmware.UnusableFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveStructSparse;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.tukaani.xz.XZInputStream;

/**
 * Images in a tar, packed with xz or gzip or not at all, sparse or not. The unpacked tar, which holds only the data of sparse
 * images, is put into a temporary file.
 */
final class ImageArchive implements ImageSource {

    /** Longest unpacked tar. Images of a machine that was used hold a few hundred MiB. */
    private static final long LONGEST_BYTES = 64L << 30;

    /** Memory that unpacking may take, in KiB: enough for xz -9. */
    private static final int UNPACKING_KIB = 128 << 10;

    private static final int PIECE_BYTES = 1 << 20;

    private final String name;
    private final FileChannel unpacked;
    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();

    ImageArchive(Path archive, Path scratch) throws UnusableFile, IOException {
        this.name = archive.getFileName().toString();
        Path spool = Files.createTempFile(scratch, "unpacking", ".tar");
        this.unpacked = FileChannel.open(spool, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            unpack(archive);
            this.tar = read();
        } catch (UnusableFile | IOException failure) {
            unpacked.close();
            throw failure;
        }
    }

    @Override
    public Optional<Long> length(String image) {
        return Optional.ofNullable(entries.get(image)).map(TarArchiveEntry::getRealSize);
    }

    @Override
    public String describe(String image) {
        return name + ", " + image;
    }

    @Override
    public void copy(String image, Piece piece) throws UnusableFile, IOException {
        TarArchiveEntry entry = entries.get(image);
        if (entry == null) {
            return;
        }
        long from = entry.getDataOffset();
        if (!entry.isSparse()) {
            copy(image, from, 0, entry.getSize(), piece);
            return;
        }
        for (TarArchiveStructSparse part : entry.getOrderedSparseHeaders()) {
            if (part.getOffset() < 0 || part.getNumbytes() < 0 || part.getOffset() > entry.getRealSize() - part.getNumbytes()) {
                throw new UnusableFile(describe(image), part.getOffset(), "a piece of the image lies behind its end");
            }
            copy(image, from, part.getOffset(), part.getNumbytes(), piece);
            from += part.getNumbytes();
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
        unpacked.close();
    }

    private void copy(String image, long from, long offset, long bytes, Piece piece) throws UnusableFile, IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, bytes));
        for (long done = 0; done < bytes; done += content.position()) {
            content.clear().limit((int) Math.min(content.capacity(), bytes - done));
            while (content.hasRemaining()) {
                if (unpacked.read(content, from + done + content.position()) < 0) {
                    throw new UnusableFile(describe(image), offset + done, "the archive ends within the image");
                }
            }
            piece.take(offset + done, content.array(), content.position());
        }
    }

    private void unpack(Path archive) throws UnusableFile, IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream file = Files.newInputStream(archive); Counting counted = new Counting(file)) {
            long total = 0;
            try (InputStream in = unpacking(counted)) {
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    total += length;
                    if (total > LONGEST_BYTES) {
                        throw new UnusableFile(name, counted.count, "it unpacks to more than " + LONGEST_BYTES + " bytes");
                    }
                    spool(piece, length);
                }
            } catch (IOException broken) {
                if (counted.failed) {
                    throw broken;
                }
                throw new UnusableFile(name, counted.count, "it cannot be unpacked: "
                        + (broken instanceof EOFException ? "it is truncated" : broken.getMessage()));
            }
        }
    }

    /** What the disk says is about the disk, not about the archive. */
    private void spool(byte[] piece, int length) throws UnusableFile {
        ByteBuffer rest = ByteBuffer.wrap(piece, 0, length);
        try {
            while (rest.hasRemaining()) {
                unpacked.write(rest);
            }
        } catch (IOException full) {
            throw UnusableFile.whole(Errno.of(full).orElse(Errno.EIO), name, "there is no room to unpack it beside the machine's media: "
                    + Errno.said(full));
        }
    }

    private InputStream unpacking(InputStream file) throws IOException {
        if (name.endsWith(".xz") || name.endsWith(".txz")) {
            return new XZInputStream(file, UNPACKING_KIB);
        }
        return name.endsWith(".gz") || name.endsWith(".tgz") ? new GZIPInputStream(file) : file;
    }

    private TarFile read() throws UnusableFile {
        try {
            TarFile opened = new TarFile(unpacked.position(0));
            List<TarArchiveEntry> all = opened.getEntries();
            all.stream().filter(TarArchiveEntry::isFile).forEach(entry -> entries.putIfAbsent(fileName(entry), entry));
            return opened;
        } catch (IOException | RuntimeException broken) {
            // The library tells about garbage in many ways; whatever it is, the archive cannot be read.
            throw new UnusableFile(name, 0, "this is no tar: " + broken.getMessage());
        }
    }

    private static String fileName(TarArchiveEntry entry) {
        String path = entry.getName();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Knows how far the archive was read, and whether reading it failed or what it holds is wrong. */
    private static final class Counting extends InputStream {

        private final InputStream file;
        private long count;
        private boolean failed;

        Counting(InputStream file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            try {
                int got = file.read(into, at, length);
                count += Math.max(got, 0);
                return got;
            } catch (IOException failure) {
                failed = true;
                throw failure;
            }
        }
    }
}
