package daxplane.machine;

import daxplane.host.Errno;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.definition.DefinitionFiles;
import daxplane.machine.definition.MachineDefinition;
import daxplane.machine.definition.MachineDefinition.DimmDefinition;
import daxplane.machine.state.MachineFolder;
import daxplane.machine.state.RecordedMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way out when nobody can read what was recorded of a machine's volatile state: it starts anew, as after a power failure,
 * from its definition and its media. The record is kept beside, under a name that nothing else writes to.
 */
public final class FreshStart {

    /** Of one machine; beyond it somebody should look at what happens there. */
    private static final int MOST_KEPT = 1000;

    /**
     * @param record   where the record is kept that nobody can read
     * @param newMedia files that were missing, and are as the definition has them
     */
    public record Started(Path record, List<String> newMedia) {
    }

    private final MachineSettings settings;
    private final MachineFolder folder;

    public FreshStart(MachineSettings settings) {
        this.settings = settings;
        this.folder = new MachineFolder(settings.folder());
    }

    /**
     * @throws UnusableFile EBUSY another process drives the machine; EINVAL no module of the definition may be missing, and the
     *                      media must be its own; nothing was changed then
     */
    public Started perform(ModuleRegistry modules) throws UnusableFile, IOException {
        if (!folder.holdsMachine()) {
            throw UnusableFile.whole(Errno.ENOENT, folder.directory().toString(), "there is no machine");
        }
        Path recorded = RecordedMachine.readable(folder).definition().folder();
        boolean known = !recorded.toString().isEmpty() && Files.isDirectory(recorded);
        Path definition = known ? recorded : named(recorded);
        MachineDefinition machine = MachineDefinition.read(DefinitionFiles.in(definition));
        requireModules(machine, modules);
        if (!known) {
            requireItsMedia(machine);
        }
        Path kept;
        try (var hold = folder.tryHold().orElseThrow(() -> UnusableFile.whole(Errno.EBUSY, folder.directory().toString(),
                folder.holder() + " drives this machine"))) {
            kept = setAside();
        }
        try {
            Machine anew = Machine.open(new MachineSettings(settings.folder(), Optional.of(definition), settings.bootIds(), settings.patience()), modules);
            List<String> newMedia = anew.newMedia().orElse(List.of());
            anew.close();
            return new Started(kept, newMedia);
        } catch (UnusableFile | IOException | RuntimeException failure) {
            if (!folder.holdsMachine()) {
                Files.move(kept, folder.log());
            }
            throw failure;
        }
    }

    /** For a record that does not even tell which machine it was, or tells of a folder that is gone. */
    private Path named(Path recorded) throws UnusableFile {
        return settings.definition().filter(Files::isDirectory).orElseThrow(() -> UnusableFile.whole(Errno.EINVAL, folder.log().toString(),
                (recorded.toString().isEmpty() ? "it does not tell which machine it was" : "the machine's definition " + recorded + " is gone")
                        + "; name it with --machine"));
    }

    private static void requireModules(MachineDefinition machine, ModuleRegistry modules) throws UnusableFile {
        List<String> missing = machine.modules().stream().filter(name -> modules.module(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw UnusableFile.whole(Errno.ENOENT, machine.name(), "no bundle offers the module " + String.join(", ", missing)
                    + " that it boots with; 'driver install JAR' brings it back");
        }
    }

    /** Another definition's DIMMs would stand beside these. */
    private void requireItsMedia(MachineDefinition machine) throws UnusableFile, IOException {
        Set<String> images = machine.dimms().stream().map(DimmDefinition::image).collect(Collectors.toSet());
        try (var files = Files.list(folder.directory())) {
            Set<String> there = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".img")).collect(Collectors.toSet());
            if (!there.equals(images)) {
                throw UnusableFile.whole(Errno.EINVAL, folder.directory().toString(), "its media are " + there.stream().sorted().toList() + ", and those of "
                        + machine.name() + " are " + images.stream().sorted().toList() + "; name its own definition with --machine");
            }
        }
    }

    private Path setAside() throws IOException {
        for (int number = 1; number <= MOST_KEPT; number++) {
            Path kept = folder.log().resolveSibling("volatile.log.unreadable-" + number);
            if (!Files.exists(kept)) {
                return Files.move(folder.log(), kept);
            }
        }
        throw new IOException("more than " + MOST_KEPT + " unreadable records lie in " + folder.directory());
    }
}
