package daxplane.journal.disk;

import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Hashes the records of segments that nobody appends to any more, on all processors: hashing is what proving a journal costs, and each record
 * can be hashed by itself. Whether the records follow each other is another question ({@link ChainVerifier}), which costs little.
 */
final class ClosedSegments {

    private ClosedSegments() {
    }

    /**
     * @return the first segment that was not looked at, since it may grow; empty when there is only that one, or when something in the others is not a
     *         whole record as it was hashed: damage, or what a crash left
     */
    static OptionalInt provenBefore(Path journal) {
        try {
            List<Integer> numbers = Segment.numbers(journal);
            boolean proven = numbers.size() > 1 && numbers.subList(0, numbers.size() - 1).parallelStream().allMatch(number -> proven(new Segment(journal, number)));
            return proven ? OptionalInt.of(numbers.getLast()) : OptionalInt.empty();
        } catch (IOException unreadable) {
            return OptionalInt.empty();      // whoever reads them one after the other meets it again, and says where
        }
    }

    private static boolean proven(Segment segment) {
        try {
            Optional<Path> path = segment.file();
            if (path.isEmpty()) {
                return false;
            }
            try (var file = new QueueFile(path.get())) {
                return proven(file);
            }
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean proven(QueueFile file) throws IOException {
        var sha256 = Sha256.digest();
        long at = 0;
        while (true) {
            switch (file.at(at)) {
                case QueueFile.Document.Bookkeeping(var next) -> at = next;
                case QueueFile.Document.Data(var content, var next) -> {
                    var record = StoredRecord.stored(content);
                    if (record.misshapen().isPresent() || !record.proven(sha256)) {
                        return false;
                    }
                    at = next;
                }
                case QueueFile.Document.Broken _ -> {
                    return false;
                }
                case QueueFile.Document.End() -> {
                    return true;
                }
            }
        }
    }
}
