package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code head}: two lines, written in turn, so that one of them is whole at any moment. The newer one counts.
 *
 * <p>It is written after the records that it tells about are durable, and without waiting for the disk: it survives the death
 * of the process at once, and a power failure after the kernel's writeback (half a minute). Until then it tells of an older
 * moment, never of a newer one. It is a lower bound.
 */
final class CheckpointFile {

    static final String NAME = "head";

    /** Both lines are torn only for a reader that was outrun twice in one read; it looks again. */
    private static final int MOST_LOOKS = 64;

    private CheckpointFile() {
    }

    static boolean exists(Path journal) {
        return Files.exists(journal.resolve(NAME));
    }

    /** The first one of a journal, durable. */
    static void create(Path journal) throws IOException {
        try (var file = UninterruptibleFile.toWrite(journal.resolve(NAME))) {
            put(file, Checkpoint.NOTHING_YET);
            put(file, Checkpoint.NOTHING_YET.followedBy(0, Checkpoint.NOTHING_YET.hash(), new Position(0, 0), true));
            file.force(true);
        }
        UninterruptibleFile.forceDirectory(journal);
    }

    /** Writes a line over the older one. */
    static void put(UninterruptibleFile file, Checkpoint checkpoint) throws IOException {
        file.write(ByteBuffer.wrap(checkpoint.line()), checkpoint.serial() % 2 * Checkpoint.LINE_BYTES);
    }

    /**
     * The newest checkpoint.
     *
     * @throws JournalException EBADMSG: it cannot be told how far the journal went. ENOENT: there is no journal
     */
    static Checkpoint read(Path journal) throws JournalException {
        for (int look = 1; look <= MOST_LOOKS; look++) {
            Optional<Checkpoint> newest = lines(journal).newer();
            if (newest.isPresent()) {
                return newest.get();
            }
        }
        throw new JournalException(Errno.EBADMSG, ("the journal's file %s is damaged: it cannot be told how far the journal went;"
                + " restore that file from a copy, or ask someone who noted revision and hash").formatted(journal.resolve(NAME)));
    }

    /** Whether one of the lines stays damaged however often it is looked at. The other one may be older. */
    static boolean halfDamaged(Path journal) throws JournalException {
        for (int look = 1; look <= MOST_LOOKS; look++) {
            Lines lines = lines(journal);
            if (lines.one.isPresent() && lines.other.isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** What stands in the file; empty where a line is torn or damaged. */
    private record Lines(Optional<Checkpoint> one, Optional<Checkpoint> other) {

        Optional<Checkpoint> newer() {
            return one.isEmpty() || other.isPresent() && other.get().serial() > one.get().serial() ? other : one;
        }
    }

    private static Lines lines(Path journal) throws JournalException {
        Path path = journal.resolve(NAME);
        try (var file = UninterruptibleFile.toRead(path)) {
            var both = ByteBuffer.allocate(2 * Checkpoint.LINE_BYTES);
            file.read(both, 0);
            return new Lines(line(both, 0), line(both, 1));
        } catch (NoSuchFileException absent) {
            throw absent(journal, absent);
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot read", path, trouble);
        }
    }

    /** A journal that has segments and no head has lost it: nobody would notice that records are missing as well. */
    private static JournalException absent(Path journal, NoSuchFileException absent) throws JournalException {
        try {
            if (Files.isDirectory(journal) && !Segment.numbers(journal).isEmpty()) {
                return new JournalException(Errno.EBADMSG, ("the journal %s has lost its file %s: it cannot be told how far it went;"
                        + " restore that file from a copy, or ask someone who noted revision and hash").formatted(journal, NAME), absent);
            }
        } catch (IOException trouble) {
            return JournalIoErrors.during("cannot read", journal, trouble);
        }
        return new JournalException(Errno.ENOENT, "there is no journal in " + journal, absent);
    }

    private static Optional<Checkpoint> line(ByteBuffer both, int slot) {
        if (both.limit() < (slot + 1) * Checkpoint.LINE_BYTES) {
            return Optional.empty();
        }
        var line = new byte[Checkpoint.LINE_BYTES];
        both.get(slot * Checkpoint.LINE_BYTES, line);
        return Checkpoint.ofLine(line);
    }
}
