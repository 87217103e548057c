package daxplane.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The files of a log. Each is written whole beside its place and moved there; nothing in it is ever changed. */
final class TileFiles {

    static final String CHECKPOINT = "checkpoint";

    /** The largest file that belongs here: a bundle of 256 entries. */
    private static final int MOST_BYTES = Tile.FULL * (2 + Entries.LARGEST_BYTES);

    private final Path directory;

    TileFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Optional<byte[]> read(String path) throws EvidenceException {
        Path file = directory.resolve(path);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new EvidenceException(file + " is longer than anything of a log");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw EvidenceException.unreadable(file, unreadable);
        }
    }

    Optional<String> note() throws EvidenceException {
        return read(CHECKPOINT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    void write(String path, byte[] bytes) throws EvidenceException {
        Path file = directory.resolve(path);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (var channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(bytes));
                if (path.equals(CHECKPOINT)) {
                    channel.force(true);
                }
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw EvidenceException.unwritable(file, failed);
        }
    }

    void writeNote(String note) throws EvidenceException {
        write(CHECKPOINT, note.getBytes(StandardCharsets.UTF_8));
    }

    void remove(String path) throws EvidenceException {
        try {
            Files.deleteIfExists(directory.resolve(path));
        } catch (IOException failed) {
            throw EvidenceException.unwritable(directory.resolve(path), failed);
        }
    }
}
