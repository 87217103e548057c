package daxplane.machine.definition;

import daxplane.host.Errno;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.ControllerFile;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.FileStorage;
import daxplane.kernel.media.MemoryStorage;
import daxplane.kernel.media.Storage;
import daxplane.machine.definition.MachineDefinition.DimmDefinition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a machine's media from the images of its definition, and checks that an image is what the firmware's tables say: as
 * long as the DIMM's capacity, and what is longer is its label area. Files stay sparse.
 */
public final class MediaImages {

    /** No label area is larger. */
    static final int LARGEST_LABEL_AREA = 4 << 20;

    private static final int PAGE_BYTES = 4096;

    private MediaImages() {
    }

    /**
     * Makes the media files that are missing in {@code target}; each appears whole or not at all.
     *
     * @return their names
     */
    public static List<String> create(Path definitionFolder, MachineDefinition machine, Path target) throws UnusableFile, IOException {
        List<DimmDefinition> missing = machine.dimms().stream().filter(dimm -> !Files.exists(target.resolve(dimm.image()))).toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        try (ImageSource source = source(definitionFolder, machine, target)) {
            for (DimmDefinition dimm : missing) {
                long bytes = checkedLength(source, dimm);
                Path unfinished = target.resolve(dimm.image() + ".new");
                try (RandomAccessFile file = new RandomAccessFile(unfinished.toFile(), "rw")) {
                    file.setLength(0);
                    file.setLength(bytes);
                    source.copy(dimm.image(), (offset, content, length) -> writePages(file, offset, content, length));
                }
                takeController(definitionFolder, target, dimm.image());
                Files.move(unfinished, target.resolve(dimm.image()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return missing.stream().map(DimmDefinition::image).toList();
    }

    /** Before the image, so that one that is there has what its controller knew. */
    private static void takeController(Path definitionFolder, Path target, String image) throws IOException {
        Path original = new ControllerFile(definitionFolder.resolve(image)).path();
        if (Files.isRegularFile(original)) {
            Files.copy(original, new ControllerFile(target.resolve(image)).path(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Media in memory, for a process that may not write. */
    public static List<Dimm> inMemory(Path definitionFolder, MachineDefinition machine) throws UnusableFile, IOException {
        List<Dimm> dimms = new ArrayList<>();
        try (ImageSource source = source(definitionFolder, machine, Path.of(System.getProperty("java.io.tmpdir")))) {
            for (DimmDefinition dimm : machine.dimms()) {
                MemoryStorage storage = new MemoryStorage(dimm.image(), checkedLength(source, dimm));
                source.copy(dimm.image(), (offset, content, length) -> {
                    if (!isZero(content, 0, length)) {
                        storage.write(offset, content, 0, length);
                    }
                });
                dimms.add(dimm(dimm, storage));
            }
        }
        return dimms;
    }

    /** Opens the media files of a machine. */
    public static List<Dimm> open(MachineDefinition machine, Path folder, boolean forWriting) throws UnusableFile, IOException {
        List<Dimm> dimms = new ArrayList<>();
        try {
            for (DimmDefinition definition : machine.dimms()) {
                Path file = folder.resolve(definition.image());
                if (!Files.exists(file)) {
                    throw UnusableFile.whole(Errno.EINVAL, definition.image(), "the machine's media file is missing: bring it back from a copy, or else the "
                            + "journal can be read meanwhile, and 'power-loss' starts the machine anew with this file as its definition has it");
                }
                Storage storage = forWriting ? FileStorage.openForWriting(file) : FileStorage.openForReading(file);
                try {
                    dimms.add(dimm(definition, storage));
                } catch (UnusableFile wrongLength) {
                    storage.close();
                    throw wrongLength;
                }
            }
            return dimms;
        } catch (UnusableFile | IOException failure) {
            for (Dimm dimm : dimms) {
                dimm.storage().close();
            }
            throw failure;
        }
    }

    private static Dimm dimm(DimmDefinition definition, Storage storage) throws UnusableFile {
        checkLength(definition.image(), storage.bytes(), definition);
        return new Dimm(storage, definition.capacityBytes(), (int) (storage.bytes() - definition.capacityBytes()));
    }

    private static long checkedLength(ImageSource source, DimmDefinition dimm) throws UnusableFile {
        Optional<Long> length = source.length(dimm.image());
        if (length.isEmpty()) {
            return dimm.capacityBytes() + dimm.blankLabelBytes();
        }
        checkLength(source.describe(dimm.image()), length.get(), dimm);
        return length.get();
    }

    private static void checkLength(String image, long bytes, DimmDefinition dimm) throws UnusableFile {
        if (bytes < dimm.capacityBytes()) {
            throw new UnusableFile(image, bytes, "it is shorter than the " + dimm.capacityBytes() + " bytes that NFIT.bin says the DIMM has");
        }
        if (bytes - dimm.capacityBytes() > LARGEST_LABEL_AREA) {
            throw new UnusableFile(image, dimm.capacityBytes(), "it is " + (bytes - dimm.capacityBytes())
                    + " bytes longer than NFIT.bin says the DIMM is, and no label area is longer than " + LARGEST_LABEL_AREA);
        }
        if (bytes % 8 != 0) {
            throw new UnusableFile(image, bytes, "its length is no multiple of 8");
        }
    }

    private static ImageSource source(Path folder, MachineDefinition machine, Path scratch) throws UnusableFile, IOException {
        if (machine.media().isPresent() && Files.exists(folder.resolve(machine.media().get()))) {
            return new ImageArchive(folder.resolve(machine.media().get()), scratch);
        }
        return new ImageFolder(folder);
    }

    private static void writePages(RandomAccessFile file, long offset, byte[] content, int length) {
        try {
            for (int at = 0; at < length;) {
                int count = (int) Math.min(length - at, PAGE_BYTES - (offset + at) % PAGE_BYTES);
                if (!isZero(content, at, count)) {
                    file.seek(offset + at);
                    file.write(content, at, count);
                }
                at += count;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isZero(byte[] bytes, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
