package daxplane.journal.disk;

import daxplane.journal.Journal;
import daxplane.journal.format.StoredRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where the segments of a journal are. Numbers are dense from 1. */
record Segment(Path journal, int number) {

    /** A segment that is longer takes nothing more. Small enough to stay within the one mapping that Chronicle makes of it. */
    static final long FULL_BYTES = 15L << 20;
    /** Largest record, as the file has it. */
    static final int LARGEST_DOCUMENT_BYTES = Journal.LARGEST_ENTRY_BYTES + StoredRecord.FRAME_BYTES;

    private static final String QUEUE_FILES = ".cq4";
    private static final int NAME_DIGITS = 8;

    /** {@code 00000001} */
    String name() {
        String digits = Integer.toString(number);
        return "0".repeat(NAME_DIGITS - digits.length()) + digits;
    }

    Path directory() {
        return journal.resolve(name());
    }

    Segment next() {
        return new Segment(journal, number + 1);
    }

    /** The one queue file; empty while the segment does not exist, or is about to be created. */
    Optional<Path> file() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory())) {
            for (Path file : files) {
                if (file.getFileName().toString().endsWith(QUEUE_FILES)) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    /** {@code 00000001/20261120.cq4}: for messages, the path from the journal's directory on. */
    String shortName(Path file) {
        return name() + "/" + file.getFileName();
    }

    /** The numbers of all segments of a journal, ascending. */
    static List<Integer> numbers(Path journal) throws IOException {
        var numbers = new ArrayList<Integer>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journal)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.length() == NAME_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    numbers.add(Integer.parseInt(name));
                }
            }
        }
        Collections.sort(numbers);
        return numbers;
    }
}
