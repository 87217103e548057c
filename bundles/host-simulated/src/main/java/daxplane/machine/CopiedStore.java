package daxplane.machine;

import daxplane.kernel.StateRecord;
import daxplane.kernel.core.Commit;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.DimmMedia;
import daxplane.machine.definition.DefinitionFiles;
import daxplane.machine.definition.MachineDefinition;
import daxplane.machine.definition.MediaImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a rehearsal runs on: everything in memory, nothing recorded, nothing in the way of the machine that it was copied from. */
final class CopiedStore extends MachineStore {

    CopiedStore(MachineSettings settings, Consumer<String> warn) {
        super(settings, warn);
    }

    /** It is nobody else's machine. */
    @Override
    boolean driving() {
        return true;
    }

    @Override
    void record(Commit commit, Supplier<List<StateRecord>> all) {
        applyMedia();
    }

    /** Nothing was recorded, so there is nothing to go back to: what a call began stays begun. */
    @Override
    void reload() throws IOException {
        throw new IOException("a rehearsal cannot take a call back");
    }

    /** Its media are in memory, whatever they are called. */
    @Override
    MachineDefinition placedAnew(DefinitionFiles fresh, MachineDefinition machine) {
        return machine;
    }

    /** A definition that was edited meanwhile: its machine boots on fresh media, none of them in a file. */
    @Override
    DimmMedia openMedia(Path definitionFolder, MachineDefinition machine) throws UnusableFile, IOException {
        return new DimmMedia(AddressMap.of(machine.firmware()), MediaImages.inMemory(definitionFolder, machine));
    }
}
