package daxplane.machine.definition;

import daxplane.host.Errno;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The small files of a definition, by name: everything but media. They are kept with the machine's state from its boot on. */
public final class DefinitionFiles {

    public static final String PROPERTIES = "machine.properties";

    /** Stands for the path of the folder; no file of a folder has this name. */
    private static final String FOLDER = "/";

    private static final String TABLE_SUFFIX = ".bin";
    private static final List<String> TABLES = List.of("NFIT", "SRAT", "SLIT", "HMAT");

    /** Tables of further NVDIMM buses: NFIT1.bin and on, without a gap. */
    private static final int MOST_BUSES = 8;

    /** No file of a definition is longer, media aside. */
    private static final int LONGEST_BYTES = 1 << 20;

    private final SortedMap<String, byte[]> contents;

    private DefinitionFiles(SortedMap<String, byte[]> contents) {
        this.contents = contents;
    }

    public static DefinitionFiles of(SortedMap<String, byte[]> contents) {
        return new DefinitionFiles(new TreeMap<>(contents));
    }

    /** The folder that the files came from. */
    public Path folder() {
        return Path.of(new String(contents.getOrDefault(FOLDER, new byte[0]), StandardCharsets.UTF_8));
    }

    /** Reads the files of a folder. */
    public static DefinitionFiles in(Path folder) throws UnusableFile {
        if (!Files.isDirectory(folder)) {
            throw UnusableFile.whole(Errno.ENOENT, folder.toString(), "there is no such folder");
        }
        SortedMap<String, byte[]> contents = new TreeMap<>();
        contents.put(FOLDER, folder.toString().getBytes(StandardCharsets.UTF_8));
        take(folder, PROPERTIES, contents);
        if (!contents.containsKey(PROPERTIES)) {
            throw UnusableFile.whole(Errno.EINVAL, folder.resolve(PROPERTIES).toString(), "the folder has no " + PROPERTIES + ", so it is no machine definition");
        }
        for (String table : TABLES) {
            take(folder, table + TABLE_SUFFIX, contents);
        }
        for (int bus = 1; bus < MOST_BUSES && contents.containsKey(nfitOf(bus - 1)); bus++) {
            take(folder, nfitOf(bus), contents);
        }
        Optional<String> iomem = PropertyFile.parse(PROPERTIES, contents.get(PROPERTIES)).text(MachineProperties.IOMEM);
        if (iomem.isPresent()) {
            take(folder, iomem.get(), contents);
        }
        return new DefinitionFiles(contents);
    }

    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(contents.get(name)).map(byte[]::clone);
    }

    /** The firmware's tables, by signature. */
    public SortedMap<String, byte[]> tables() {
        SortedMap<String, byte[]> tables = new TreeMap<>();
        TABLES.forEach(table -> file(table + TABLE_SUFFIX).ifPresent(bytes -> tables.put(table, bytes)));
        return tables;
    }

    /** Names of the tables of NVDIMM buses that there are, in the order of the buses. */
    List<String> nfits() {
        return IntStream.range(0, MOST_BUSES).mapToObj(DefinitionFiles::nfitOf).takeWhile(contents::containsKey).toList();
    }

    private static String nfitOf(int bus) {
        return "NFIT" + (bus == 0 ? "" : bus) + TABLE_SUFFIX;
    }

    public SortedMap<String, byte[]> contents() {
        return Collections.unmodifiableSortedMap(contents);
    }

    public boolean sameAs(DefinitionFiles other) {
        return contents.keySet().equals(other.contents.keySet())
                && contents.keySet().stream().allMatch(name -> Arrays.equals(contents.get(name), other.contents.get(name)));
    }

    private static void take(Path folder, String name, SortedMap<String, byte[]> contents) throws UnusableFile {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw UnusableFile.whole(Errno.EINVAL, PROPERTIES, name + " is not inside the folder");
        }
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                throw UnusableFile.whole(Errno.EINVAL, name, "it is longer than " + LONGEST_BYTES + " bytes");
            }
            contents.put(name, Files.readAllBytes(file));
        } catch (IOException failure) {
            throw UnusableFile.whole(Errno.of(failure).orElse(Errno.EIO), name, "it cannot be read: " + Errno.said(failure));
        }
    }
}
