package daxplane.machine.definition;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Which media file holds which range of the memory that no table describes ({@code memmap=512M!4G}). Such memory has no serial number: it
 * is known by its range alone, and keeps its file under whichever number the range has later (decision 125). In the folder of a machine
 * that has such memory, a line for each file:
 *
 * <pre>
 *   memmap0.img 100000000-11fffffff
 * </pre>
 *
 * @param byImage in the order of the file
 */
public record MediaRanges(SequencedMap<String, AddressRange> byImage) {

    private static final String FILE = "memmap.ranges";
    private static final Pattern LINE = Pattern.compile("(memmap\\d{1,4}\\.img) ([0-9a-f]{1,16})-([0-9a-f]{1,16})");
    private static final int LONGEST_FILE = 1 << 20;

    public MediaRanges {
        byImage = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byImage));
    }

    static MediaRanges none() {
        return new MediaRanges(new LinkedHashMap<>());
    }

    /** Files by their numbers, as the machine of a state directory has them at first. */
    static MediaRanges numbered(List<AddressRange> ranges) {
        return none().with(ranges);
    }

    /** @return empty when there is none: a machine without such memory, or one of an older version */
    public static Optional<MediaRanges> read(Path folder) throws UnusableFile, IOException {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw UnusableFile.whole(Errno.EINVAL, file.toString(), "it is longer than " + LONGEST_FILE + " bytes");
            }
            SequencedMap<String, AddressRange> found = new LinkedHashMap<>();
            for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                var parts = LINE.matcher(line);
                if (!parts.matches() || found.put(parts.group(1), new AddressRange(Long.parseUnsignedLong(parts.group(2), 16),
                        Long.parseUnsignedLong(parts.group(3), 16) + 1)) != null) {
                    throw UnusableFile.whole(Errno.EINVAL, file.toString(), "it does not say which file holds which range; bring it back from a copy, or remove it: "
                            + "the files are then taken in the order of their numbers");
                }
            }
            return Optional.of(new MediaRanges(found));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Appears whole or not at all. */
    public void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        byImage.forEach((image, range) -> text.append("%s %x-%x%n".formatted(image, range.start(), range.last())));
        Path unfinished = folder.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text.toString().replace(System.lineSeparator(), "\n"), StandardCharsets.ISO_8859_1);
        Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ranges that have no file yet get the lowest free numbers; files of ranges that are gone stay theirs. */
    public MediaRanges with(List<AddressRange> ranges) {
        SequencedMap<String, AddressRange> all = new LinkedHashMap<>(byImage);
        int number = 0;
        for (AddressRange range : ranges) {
            if (!all.containsValue(range)) {
                while (all.containsKey(image(number))) {
                    number++;
                }
                all.put(image(number), range);
            }
        }
        return new MediaRanges(all);
    }

    /** @param range must have one */
    String of(AddressRange range) {
        return byImage.entrySet().stream().filter(entry -> entry.getValue().equals(range)).map(Map.Entry::getKey).findFirst().orElseThrow();
    }

    private static String image(int number) {
        return "memmap" + number + ".img";
    }

    /**
     * What the files of an older version hold, which wrote no ranges down.
     *
     * @throws UnusableFile it had cut the memory otherwise, or counted it otherwise, than this version does: what is recorded of the
     *     machine speaks of other devices
     */
    static MediaRanges ofOlderVersion(DefinitionFiles files, MachineDefinition machine, Path folder) throws UnusableFile, IOException {
        List<AddressRange> now = machine.firmware().e820Pmem();
        List<AddressRange> then = OlderMemmap.ranges(PropertyFile.parse(DefinitionFiles.PROPERTIES, files.file(DefinitionFiles.PROPERTIES).orElseThrow()));
        if (then.equals(now) || !fits(then, folder)) {
            return numbered(now);
        }
        throw UnusableFile.whole(Errno.EINVAL, folder.toString(), "an older version booted this machine, which took its kernel.command-line for "
                + text(then) + " where this one finds " + text(now) + ": what it recorded speaks of other devices. 'power-loss' starts the machine anew: each "
                + "range keeps the file that holds it (decision 125)");
    }

    private static boolean fits(List<AddressRange> then, Path folder) throws IOException {
        for (int number = 0; number < then.size(); number++) {
            Path file = folder.resolve(image(number));
            if (!Files.exists(file) || Files.size(file) != then.get(number).bytes()) {
                return false;
            }
        }
        return !then.isEmpty() && !Files.exists(folder.resolve(image(then.size())));
    }

    /** For a machine that starts anew: whatever is known, or what an older version had. */
    public static MediaRanges known(DefinitionFiles files, Path folder) throws UnusableFile, IOException {
        Optional<MediaRanges> written = read(folder);
        if (written.isPresent()) {
            return written.get();
        }
        List<AddressRange> then = OlderMemmap.ranges(PropertyFile.parse(DefinitionFiles.PROPERTIES, files.file(DefinitionFiles.PROPERTIES).orElseThrow()));
        return fits(then, folder) ? numbered(then) : none();
    }

    private static String text(List<AddressRange> ranges) {
        List<String> all = new ArrayList<>();
        ranges.forEach(range -> all.add("%x-%x".formatted(range.start(), range.last())));
        return all.isEmpty() ? "no memory" : String.join(", ", all);
    }
}
