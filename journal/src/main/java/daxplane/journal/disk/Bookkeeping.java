package daxplane.journal.disk;

import daxplane.journal.format.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What Chronicle keeps for itself in a queue file (its header with the write position, its index pages), as its last writer left
 * it. Nothing of that is chained, and no reader needs it; but a writer that goes on in the file builds on it. So whoever comes to an
 * end in order notes a hash of it beside the file, and whoever finds anything else begins another segment.
 *
 * <pre>
 *  00000001/bookkeeping   daxplane-bookkeeping 1 0+1024 5120+1280 sha256=5f..e1
 *                                                offset+length of each document, as docs/JOURNAL.md draws them
 * </pre>
 */
record Bookkeeping(List<Place> places) {

    static final String NAME = "bookkeeping";

    private static final String START = "daxplane-bookkeeping 1";
    private static final String HASH = " sha256=";
    /** A segment has some hundred index pages at most, each with less than 40 characters here. */
    private static final int MOST_BYTES = 1 << 20;

    /** A document of Chronicle's: where it stands and how long it is, header and padding included. */
    record Place(long offset, int length) {
    }

    /** Notes how the file is left. Nothing is lost when it cannot be noted: then the next writer begins another segment. */
    void note(Path queueFile) throws IOException {
        var text = new StringBuilder(START);
        places.forEach(place -> text.append(' ').append(place.offset()).append('+').append(place.length()));
        text.append(HASH).append(hash(queueFile));
        try (var note = UninterruptibleFile.toWrite(queueFile.resolveSibling(NAME))) {
            note.write(StandardCharsets.US_ASCII.encode(text.append('\n').toString()), 0);
        }
    }

    /** What was noted, when the file is as it was then; empty when it is not, or nothing readable was noted. */
    static Optional<Bookkeeping> asNoted(Path queueFile) throws IOException {
        try (var note = UninterruptibleFile.toRead(queueFile.resolveSibling(NAME))) {
            var bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, note.size()));
            note.read(bytes, 0);
            String text = StandardCharsets.US_ASCII.decode(bytes).toString().strip();
            int hash = text.indexOf(HASH);
            if (!text.startsWith(START + " ") || hash < 0) {
                return Optional.empty();
            }
            Optional<Bookkeeping> noted = parsed(text.substring(START.length() + 1, hash), Files.size(queueFile));
            return noted.isPresent() && noted.get().hash(queueFile).equals(text.substring(hash + HASH.length())) ? noted : Optional.empty();
        } catch (NoSuchFileException notNoted) {
            return Optional.empty();
        }
    }

    private static Optional<Bookkeeping> parsed(String words, long fileBytes) {
        var places = new ArrayList<Place>();
        for (String word : words.split(" ")) {
            if (!word.matches("\\d{1,9}\\+\\d{1,9}")) {
                return Optional.empty();
            }
            int plus = word.indexOf('+');
            var place = new Place(Long.parseLong(word.substring(0, plus)), Integer.parseInt(word.substring(plus + 1)));
            if (place.offset() + place.length() > fileBytes) {
                return Optional.empty();
            }
            places.add(place);
        }
        return Optional.of(new Bookkeeping(List.copyOf(places)));
    }

    private String hash(Path queueFile) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (var file = UninterruptibleFile.toRead(queueFile)) {
            for (Place place : places) {
                var bytes = ByteBuffer.allocate(place.length());
                file.read(bytes, place.offset());
                sha256.update(bytes);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
