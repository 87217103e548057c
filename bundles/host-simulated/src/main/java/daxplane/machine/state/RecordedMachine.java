package daxplane.machine.state;

import daxplane.kernel.StateRecord;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.MediaOperation;
import daxplane.machine.definition.DefinitionFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the log of a machine says: the definition that it booted with, its documents in order, and what to do to its media. */
public final class RecordedMachine implements Change.Keeper {

    private final SortedMap<String, byte[]> definition = new TreeMap<>();
    private final SequencedMap<String, StateRecord> documents = new LinkedHashMap<>();
    private final List<MediaOperation> media = new ArrayList<>();

    /** Reads the log of a machine, which another process may be writing. */
    public static RecordedMachine read(MachineFolder folder) throws UnusableFile, IOException {
        RecordedMachine machine = new RecordedMachine();
        long end = VolatileLog.read(folder.log(), machine);
        machine.requireBoot(folder, end);
        return machine;
    }

    /** A log appears with a whole boot in it, so one without was cut off later. */
    public void requireBoot(MachineFolder folder, long end) throws UnusableFile {
        if (documents.isEmpty()) {
            throw new UnusableFile(folder.log().toString(), end, "it is cut off: no boot is recorded before this place; " + VolatileLog.WAY_OUT);
        }
    }

    /** What stands before the place where nobody can read on; often all of it. */
    public static RecordedMachine readable(MachineFolder folder) throws IOException {
        RecordedMachine machine = new RecordedMachine();
        try {
            VolatileLog.read(folder.log(), machine);
        } catch (UnusableFile readUpToHere) {
            // The caller knows already, and wants what there is.
        }
        return machine;
    }

    @Override
    public void definitionFile(String name, byte[] bytes) {
        definition.put(name, bytes);
    }

    @Override
    public void change(Change change) {
        change.forgotten().forEach(documents::remove);
        change.kept().forEach(document -> documents.put(document.key(), document));
        media.addAll(change.media());
    }

    public DefinitionFiles definition() {
        return DefinitionFiles.of(definition);
    }

    public List<StateRecord> documents() {
        return List.copyOf(documents.sequencedValues());
    }

    public List<MediaOperation> media() {
        return List.copyOf(media);
    }

    /** What a log must hold to say the same again. */
    public static List<byte[]> contents(DefinitionFiles definition, List<StateRecord> documents, List<? extends MediaOperation> media) {
        List<byte[]> records = new ArrayList<>();
        definition.contents().forEach((name, bytes) -> records.add(ChangeFormat.encodeDefinition(name, bytes)));
        Change change = new Change(List.of(), documents, List.copyOf(media));
        if (!change.isEmpty()) {
            records.add(ChangeFormat.encode(change));
        }
        return records;
    }
}
