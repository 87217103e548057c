package daxplane.kernel.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the controller of a DIMM keeps, in a file beside its image: {@code dimm0.controller} beside {@code dimm0.img}.
 *
 * <pre>
 *   daxplane DIMM controller 1
 *   poison 4096+256 8192+512
 *   smart.spares 75
 * </pre>
 *
 * A name and its text a line, the text up to the end of the line.
 *
 * @param image the media file
 */
public record ControllerFile(Path image) {

    private static final String FIRST_LINE = "daxplane DIMM controller 1";

    /** 200,000 bad places; a DIMM with a tenth of it is scrap. */
    private static final int LONGEST_BYTES = 8 << 20;

    /** Where it is: the image's name with another end. */
    public Path path() {
        String name = image.getFileName().toString();
        return image.resolveSibling(name.replaceFirst("\\.img$", "") + ".controller");
    }

    SortedMap<String, String> read() throws IOException {
        if (!Files.exists(path())) {
            return Collections.emptySortedMap();
        }
        if (Files.size(path()) > LONGEST_BYTES) {
            throw new IOException(path().getFileName() + " is longer than " + LONGEST_BYTES + " bytes");
        }
        SortedMap<String, String> values = new TreeMap<>();
        var lines = Files.readAllLines(path(), StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IOException(path().getFileName() + " does not start with \"" + FIRST_LINE + "\"");
        }
        for (String line : lines.subList(1, lines.size())) {
            int blank = line.indexOf(' ');
            if (blank <= 0) {
                throw new IOException(path().getFileName() + " has a line without name and text");
            }
            values.put(line.substring(0, blank), line.substring(blank + 1));
        }
        return values;
    }

    void write(SortedMap<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\n");
        values.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
        Path unfinished = path().resolveSibling(path().getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = java.nio.ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
    }
}
