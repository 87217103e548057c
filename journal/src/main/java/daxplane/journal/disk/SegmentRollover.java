package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Which segment a writer goes on with. Chronicle gets a file again only when its last writer came to an end in order: what a
 * crash or a power failure left (half a record, pages of different ages, a lock of a dead process) is read and left alone.
 */
final class SegmentRollover {

    private SegmentRollover() {
    }

    /** Whether the journal ends exactly where its last writer said that it left it. */
    static boolean inOrder(Checkpoint last, Chain.Tip tip) {
        return last.closed() && last.revision() == tip.revision() && last.segment() == tip.next().segment() && last.end() == tip.end();
    }

    /** Makes what the last writer left durable, whether or not it did. */
    static void forceLast(Path journal) throws IOException {
        List<Integer> numbers = Segment.numbers(journal);
        if (numbers.isEmpty()) {
            return;
        }
        Optional<Path> file = new Segment(journal, numbers.getLast()).file();
        if (file.isPresent()) {
            try (var last = UninterruptibleFile.toWrite(file.get())) {
                last.force(true);
            }
        }
    }

    /** @param inOrder see {@link #inOrder} */
    static ActiveSegment next(Path journal, Chain chain, boolean inOrder, Instant now) throws IOException, JournalException {
        List<Integer> numbers = Segment.numbers(journal);
        if (numbers.isEmpty()) {
            return begin(new Segment(journal, 1), chain, now);
        }
        var last = new Segment(journal, numbers.getLast());
        Optional<Path> file = last.file();
        if (inOrder && file.isPresent() && chain.tip().end() < Segment.FULL_BYTES) {
            Optional<ActiveSegment> resumed = resumed(last, file.get(), chain);
            if (resumed.isPresent()) {
                return resumed.get();
            }
        }
        if (holdsNothing(last, file, chain)) {
            remove(last);
            return begin(last, chain, now);
        }
        return begin(last.next(), chain, now);
    }

    /** Empty when Chronicle would find its own things otherwise than they were left, or cannot go on with them. */
    private static Optional<ActiveSegment> resumed(Segment last, Path file, Chain chain) throws IOException, JournalException {
        Optional<Bookkeeping> noted = Bookkeeping.asNoted(file);
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ActiveSegment.resume(last, file, chain, noted.get()));
        } catch (IOException unusable) {
            if (JournalIoErrors.during("cannot open", file, unusable).errno() == Errno.ENOSPC) {
                throw unusable;
            }
            return Optional.empty();
        }
    }

    private static ActiveSegment begin(Segment segment, Chain chain, Instant now) throws IOException, JournalException {
        return ActiveSegment.begin(segment, LocalDate.ofInstant(now, ZoneOffset.UTC), chain);
    }

    /** Begun, and its writer died before the first record, so that not even a piece of one is in it. */
    private static boolean holdsNothing(Segment last, Optional<Path> file, Chain chain) throws IOException {
        if (file.isEmpty()) {
            return true;
        }
        boolean withoutRecord = chain.tip().next().equals(new Position(last.number(), 0));
        return withoutRecord && !TornTail.behind(file.get(), chain.tip().end(), chain.tip().revision()).anything();
    }

    private static void remove(Segment segment) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(segment.directory(), "{*.cq4,*.cq4t,*.precreated," + Bookkeeping.NAME + "}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(segment.directory());
        UninterruptibleFile.forceDirectory(segment.journal());
    }
}
