package daxplane.machine;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.core.Commit;
import daxplane.kernel.core.KernelSetup;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.firmware.UnusableFile;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.BorrowedStorage;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.DimmMedia;
import daxplane.kernel.media.LayeredStorage;
import daxplane.machine.definition.DefinitionFiles;
import daxplane.machine.definition.MachineDefinition;
import daxplane.machine.definition.MediaImages;
import daxplane.machine.definition.MediaRanges;
import daxplane.machine.state.Change;
import daxplane.machine.state.MachineFolder;
import daxplane.machine.state.RecordedMachine;
import daxplane.machine.state.VolatileLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The files of a machine: log and media, for a process that watches, drives, or has no right to write. Used inside the gate.
 */
class MachineStore {

    /** The log is written anew when it is longer than this and than four times what it says. */
    private static final long COMPACTION_BYTES = 4 << 20;

    private final MachineSettings settings;
    private final MachineFolder folder;
    private final Consumer<String> warn;
    private Optional<Closeable> hold = Optional.empty();
    private Optional<VolatileLog> log = Optional.empty();
    private Optional<MachineFolder.Stamp> seen = Optional.empty();
    private DefinitionFiles files;
    private MachineDefinition definition;
    private List<StateRecord> documents = List.of();
    private DimmMedia media;
    private List<String> newMedia = List.of();
    private long compactAt = COMPACTION_BYTES;

    /** How an attempt to drive ended. */
    enum Attempt {
        /** Another process drives. */
        HELD_BY_OTHER,
        /** What was seen while watching is still so. */
        DRIVING,
        /** Something happened since; the documents are new. */
        DRIVING_NEWER
    }

    /** @param warn told about trouble that stops nothing */
    MachineStore(MachineSettings settings, Consumer<String> warn) {
        this.settings = settings;
        this.warn = warn;
        this.folder = new MachineFolder(settings.folder());
    }

    static List<String> modulesNeeded(MachineSettings settings) throws UnusableFile, IOException {
        MachineFolder folder = new MachineFolder(settings.folder());
        if (folder.holdsMachine()) {
            return KernelSetup.modulesIn(RecordedMachine.read(folder).documents());
        }
        return MachineDefinition.read(freshDefinition(settings)).modules();
    }

    private static DefinitionFiles freshDefinition(MachineSettings settings) throws UnusableFile {
        return DefinitionFiles.in(settings.definition().orElseThrow(() ->
                UnusableFile.whole(Errno.EINVAL, settings.folder().toString(), "there is no machine, and no definition of one was named")));
    }

    boolean holdsMachine() throws IOException {
        return folder.holdsMachine();
    }

    String holder() {
        return folder.holder();
    }

    UnusableFile unreadable(RuntimeException why) {
        return UnusableFile.whole(Errno.EINVAL, folder.log().toString(), "the installed modules cannot read it: " + why.getMessage()
                + "; nothing is lost as long as the file is kept: bring back what wrote it (driver list, driver install), or else "
                + VolatileLog.WAY_OUT);
    }

    boolean driving() {
        return log.isPresent();
    }

    /** Files that were missing when this process opened the media last, and were made as the definition has them. */
    List<String> newMedia() {
        return newMedia;
    }

    DimmMedia media() {
        return media;
    }

    MachineDefinition definition() {
        return definition;
    }

    /** The documents that were recorded when the store was last read. */
    List<StateRecord> documents() {
        return documents;
    }

    KernelSetup setup(ModuleRegistry shelf) {
        return new KernelSetup(definition.profile(), definition.firmware(), media, definition.iomem(), shelf, Optional.empty(),
                tables());
    }

    /** Those that ACPI hands to the kernel: an emulation's own are none of them. */
    private SortedMap<String, byte[]> tables() {
        SortedMap<String, byte[]> tables = files.tables();
        if (!definition.firmware().parameters().getOrDefault("nd.module", NvdimmHardware.ACPI).equals(NvdimmHardware.ACPI)) {
            tables.remove("NFIT");
        }
        return tables;
    }

    /** Shows what is recorded, without a right to change it. */
    void watch() throws UnusableFile, IOException {
        seen = Optional.of(folder.stamp());
        RecordedMachine recorded = RecordedMachine.read(folder);
        take(recorded, false);
    }

    /** A machine without files. */
    void inMemory() throws UnusableFile, IOException {
        define(freshDefinition(settings));
        useMedia(new DimmMedia(AddressMap.of(definition.firmware()), MediaImages.inMemory(files.folder(), definition)));
    }

    /** Takes the right to drive a folder without a machine and makes its media. False when that is not possible. */
    boolean tryDriveNew() throws UnusableFile, IOException {
        DefinitionFiles fresh = freshDefinition(settings);
        MachineDefinition machine = MachineDefinition.read(fresh);
        try {
            hold = folder.tryHold();
        } catch (IOException unwritable) {
            return false;
        }
        if (hold.isEmpty() || folder.holdsMachine()) {
            letGo();
            return false;
        }
        try {
            definition = placedAnew(fresh, machine);
            useMedia(openMedia(fresh.folder(), definition));
            files = fresh;
            return true;
        } catch (UnusableFile | IOException failure) {
            letGo();
            throw failure;
        }
    }

    /** Gives the right to drive back, and goes on watching. */
    void letGo() throws IOException {
        if (log.isPresent()) {
            log.get().close();
            log = Optional.empty();
            seen = Optional.of(folder.stamp());
        }
        if (hold.isPresent()) {
            hold.get().close();
            hold = Optional.empty();
        }
    }

    /** Gives the right to drive back; whatever was read counts as old, as if another process had begun to watch. */
    void rest() {
        if (!driving()) {
            return;
        }
        try {
            letGo();
        } catch (IOException alreadyRecorded) {
            // Each call's record was written when it was made; the lock is gone with its file.
        }
        seen = Optional.empty();
    }

    Attempt tryDrive() throws UnusableFile, IOException {
        hold = folder.tryHold();
        if (hold.isEmpty()) {
            return Attempt.HELD_BY_OTHER;
        }
        try {
            if (!folder.holdsMachine()) {
                throw new IOException("this process could not write " + folder.directory() + " when it started");
            }
            boolean unchanged = seen.isPresent() && folder.stamp().equals(seen.get());
            RecordedMachine recorded = new RecordedMachine();
            log = Optional.of(VolatileLog.open(folder.log(), recorded));
            recorded.requireBoot(folder, log.get().bytes());
            if (unchanged) {
                DimmMedia watched = media;
                List<Dimm> files = MediaImages.open(definition, folder.directory(), true);
                close(watched.dimms());
                watched.exchangeStorages(files);
                report(media.perform(recorded.media()));
                return Attempt.DRIVING;
            }
            take(recorded, true);
            return Attempt.DRIVING_NEWER;
        } catch (UnusableFile | IOException | RuntimeException failure) {
            letGo();
            throw failure;
        }
    }

    /** Whether another process recorded something since the store was read. */
    boolean hasNews() throws IOException {
        return seen.isPresent() ? !folder.stamp().equals(seen.get()) : folder.holdsMachine();
    }

    /** Makes what a call changed last, or throws {@link RecordingFailed} and nothing lasts. */
    void record(Commit commit, Supplier<List<StateRecord>> all) {
        Change change = new Change(commit.forgotten(), commit.kept(), media.underway());
        if (change.isEmpty()) {
            return;
        }
        if (log.isEmpty()) {
            throw new IllegalStateException("a machine that is not driven changed");
        }
        try {
            log.get().append(change);
        } catch (IOException failure) {
            media.rollBack();
            throw new RecordingFailed(failure);
        }
        applyMedia();
        if (log.get().bytes() > compactAt) {
            compact(all.get());
        }
    }

    /** For who watches: what time brought is seen in this process alone. */
    void performUnrecorded() {
        media.commit();
    }

    /** Before a restart: reads the definition again, and decides what of the unflushed writes stays. */
    void prepareRestart(BooleanSupplier stays, boolean powerLost) throws UnusableFile, IOException {
        DefinitionFiles fresh = DefinitionFiles.in(settings.definition().orElse(files.folder()));
        MachineDefinition next = MachineDefinition.read(fresh);
        media.rollBack();
        if (powerLost) {
            media.losePower();
        }
        media.settle(stays);              // a word may reach the media at any time: a kill from here on changes nothing that is seen
        if (!fresh.sameAs(files)) {
            definition = placedAnew(fresh, next);
            useMedia(openMedia(fresh.folder(), definition));
            files = fresh;
        }
    }

    /** Without power RAM forgets: part of the boot that follows, whose record makes it happen. */
    void forgetRam() {
        definition.inRam().forEach(media::clear);
    }

    /** The machine was booted: its log starts anew. */
    void recordBoot(List<StateRecord> booted) throws IOException {
        documents = booted;
        if (hold.isPresent()) {
            replaceLog(RecordedMachine.contents(files, booted, media.underway()));
        }
        applyMedia();
    }

    /** Reads what is recorded again, after a record could not be written. */
    void reload() throws UnusableFile, IOException {
        boolean drove = log.isPresent();
        if (drove) {
            log.get().close();
            log = Optional.empty();
        }
        RecordedMachine recorded = new RecordedMachine();
        if (drove) {
            log = Optional.of(VolatileLog.open(folder.log(), recorded));
        } else {
            VolatileLog.read(folder.log(), recorded);
        }
        take(recorded, drove);
    }

    void close() {
        try {
            letGo();
            if (media != null) {
                close(media.dimms());
            }
        } catch (IOException alreadyWritten) {
            // Nothing is buffered in these files; the process lets go of them in any case.
        }
    }

    private void take(RecordedMachine recorded, boolean forWriting) throws UnusableFile, IOException {
        define(recorded.definition());
        refuseAnother();
        definition = definition.placedIn(files, folder.directory());
        documents = recorded.documents();
        List<Dimm> dimms = MediaImages.open(definition, folder.directory(), forWriting);
        useMedia(new DimmMedia(AddressMap.of(definition.firmware()), forWriting ? dimms
                : dimms.stream().map(dimm -> new Dimm(new LayeredStorage(dimm.storage()), dimm.capacityBytes(), dimm.labelAreaBytes())).toList()));
        report(media.perform(recorded.media()));
    }

    /** A machine stays what it is; whoever wants another one takes another state directory. */
    private void refuseAnother() throws UnusableFile {
        if (settings.definition().isPresent() && Files.isDirectory(settings.definition().get())) {
            String wanted = MachineDefinition.read(freshDefinition(settings)).name();
            if (!wanted.equals(definition.name())) {
                throw UnusableFile.whole(Errno.EINVAL, folder.directory().toString(), "it holds the machine " + definition.name() + ", not " + wanted
                        + "; choose another state directory");
            }
        }
    }

    private void define(DefinitionFiles newFiles) throws UnusableFile {
        definition = MachineDefinition.read(newFiles);
        files = newFiles;
    }

    DimmMedia openMedia(Path definitionFolder, MachineDefinition machine) throws UnusableFile, IOException {
        newMedia = MediaImages.create(definitionFolder, machine, folder.directory());
        return new DimmMedia(AddressMap.of(machine.firmware()), MediaImages.open(machine, folder.directory(), true));
    }

    /** Of a boot: ranges of memory that no table describes keep the files that hold them, new ones get new files, and it is written down. */
    MachineDefinition placedAnew(DefinitionFiles fresh, MachineDefinition machine) throws UnusableFile, IOException {
        List<AddressRange> ranges = machine.firmware().e820Pmem();
        if (ranges.isEmpty()) {
            return machine;
        }
        MediaRanges known = MediaRanges.known(fresh, folder.directory()).with(ranges);
        known.write(folder.directory());
        return machine.placed(known);
    }

    private void useMedia(DimmMedia next) throws IOException {
        if (media != null) {
            close(media.dimms());
        }
        media = next;
    }

    /** The record is written, so the call has happened: what a storage cannot take now waits in the write buffer. */
    void applyMedia() {
        report(media.commit());
    }

    private void report(Optional<IOException> trouble) {
        trouble.ifPresent(failure -> warn.accept("media files cannot be written: " + failure.getMessage()));
    }

    private void compact(List<StateRecord> all) {
        try {
            replaceLog(RecordedMachine.contents(files, all, media.unflushed()));
        } catch (IOException notNow) {
            compactAt = 2 * log.orElseThrow().bytes();      // the old log is whole; try again when it has doubled
        }
    }

    private void replaceLog(List<byte[]> contents) throws IOException {
        VolatileLog next = VolatileLog.replace(folder.log(), contents);
        if (log.isPresent()) {
            log.get().close();
        }
        log = Optional.of(next);
        compactAt = Math.max(COMPACTION_BYTES, 4 * next.bytes());
    }

    /**
     * A machine that lives in memory alone and begins as this one is now. It reads what it does not change from this one's
     * media, so it must end before this one goes on.
     */
    MachineStore copy(List<StateRecord> now) {
        MachineStore copy = new CopiedStore(settings, warn);
        copy.files = files;
        copy.definition = definition;
        copy.documents = List.copyOf(now);
        copy.media = new DimmMedia(AddressMap.of(definition.firmware()), media.dimms().stream()
                .map(dimm -> new Dimm(new LayeredStorage(new BorrowedStorage(dimm.storage())), dimm.capacityBytes(), dimm.labelAreaBytes()))
                .toList());
        copy.report(copy.media.perform(List.copyOf(media.unflushed())));
        return copy;
    }

    private static void close(List<Dimm> dimms) throws IOException {
        for (Dimm dimm : dimms) {
            dimm.storage().close();
        }
    }
}
