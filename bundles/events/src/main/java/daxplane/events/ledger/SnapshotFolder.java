package daxplane.events.ledger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where snapshots lie: {@code VERSION/NNNNNNNN/REVISION}, a folder for each 2^20 revisions, so that no folder has more than some thousand.
 * Whatever fails is as if there were none. Files appear whole: they are written under another name first.
 */
final class SnapshotFolder {

    private static final int REVISIONS_A_FOLDER = 20;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String UNFINISHED = ".new";
    /** Whoever writes one needs less than that; what is older was left by somebody who was killed. */
    private static final long LONGEST_WRITE_MILLIS = 600_000;
    /** So much stays free: what is worth more than a snapshot needs it. */
    private static final long KEEP_FREE_BYTES = 16 << 20;

    private final Path directory;

    /** @param directory need not be there */
    SnapshotFolder(Path directory) {
        this.directory = directory.resolve(Integer.toString(SnapshotFile.VERSION));
    }

    /** The state of the newest one at or before a revision that is good. @param tries so many are looked at */
    Optional<LedgerState> newest(long atMost, int tries, Predicate<LedgerState> good) {
        int left = tries;
        for (long folder : numbers(directory, atMost >> REVISIONS_A_FOLDER)) {
            var there = folder(folder);
            for (long revision : numbers(there, atMost)) {
                if (left-- == 0) {
                    return Optional.empty();
                }
                var state = read(there.resolve(Long.toString(revision))).filter(read -> read.revision() == revision && good.test(read));
                if (state.isPresent()) {
                    return state;
                }
            }
        }
        return Optional.empty();
    }

    private Path folder(long number) {
        return directory.resolve("%08d".formatted(number));
    }

    /** Numbers among the names, the highest first. */
    private static List<Long> numbers(Path directory, long atMost) {
        var numbers = new ArrayList<Long>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> {
                var name = entry.getFileName().toString();
                if (NUMBER.matcher(name).matches() && Long.parseLong(name) <= atMost) {
                    numbers.add(Long.parseLong(name));
                }
            });
        } catch (IOException | DirectoryIteratorException absentOrUnreadable) {
            // as if there were none
        }
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    private static Optional<LedgerState> read(Path file) {
        try {
            return Files.size(file) > SnapshotFile.MOST_BYTES ? Optional.empty() : SnapshotFile.decode(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** @param head of the journal: what tells of later records is of another one, and taken away. @return whether it is there now */
    boolean write(long revision, byte[] file, long head) {
        var there = folder(revision >> REVISIONS_A_FOLDER);
        var unfinished = there.resolve(revision + "-" + ProcessHandle.current().pid() + UNFINISHED);
        try {
            Files.createDirectories(there);
            if (Files.getFileStore(there).getUsableSpace() < KEEP_FREE_BYTES + file.length) {
                return false;
            }
            Files.write(unfinished, file);
            Files.move(unfinished, there.resolve(Long.toString(revision)), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            tidy(there, head);
            return true;
        } catch (IOException notNow) {
            delete(unfinished);
            return false;
        }
    }

    private static void tidy(Path there, long head) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(there)) {
            for (Path entry : entries) {
                var name = entry.getFileName().toString();
                boolean left = name.endsWith(UNFINISHED) && System.currentTimeMillis() - Files.getLastModifiedTime(entry).toMillis() > LONGEST_WRITE_MILLIS;
                if (left || NUMBER.matcher(name).matches() && Long.parseLong(name) > head) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    void delete(long revision) {
        delete(folder(revision >> REVISIONS_A_FOLDER).resolve(Long.toString(revision)));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // and is passed by again
        }
    }
}
