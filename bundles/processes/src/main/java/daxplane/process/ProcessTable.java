package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.Opening;
import daxplane.filesystem.Mounts;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Persistent;
import daxplane.kernel.Processes;
import daxplane.kernel.StateRecord;
import daxplane.kernel.UserSource;
import daxplane.process.SimulatedProcess.Mapped;
import daxplane.process.SimulatedProcess.OpenFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** All processes of a kernel. */
final class ProcessTable implements Processes, UserSource, Persistent {

    static final String KEY = "processes/last";
    private static final int FIRST_PID = 1000;
    private static final int MOST_PROCESSES = 4096;
    /** What those that have ended printed is kept, of so many. */
    private static final int MOST_ENDED = 256;

    private final Kernel kernel;
    private final SequencedMap<Integer, SimulatedProcess> running = new LinkedHashMap<>();
    private final SequencedMap<Integer, byte[]> ended = new LinkedHashMap<>();
    private final List<StateRecord> unresolved = new ArrayList<>();
    /** How often each path is still counted as open by a process that crashed in the kernel. */
    private int stuck;
    private int newest = FIRST_PID - 1;
    private long newestLease;

    ProcessTable(Kernel kernel) {
        this.kernel = kernel;
    }

    /** EAGAIN there are too many. */
    SimulatedProcess start(String name) throws KernelException {
        if (running.size() >= MOST_PROCESSES) {
            throw new KernelException(Errno.EAGAIN, "there are " + MOST_PROCESSES + " processes");
        }
        SimulatedProcess process = new SimulatedProcess(++newest, name);
        enter(process);
        kernel.changed(process);
        kernel.changed(this);
        return process;
    }

    private void enter(SimulatedProcess process) {
        running.put(process.pid(), process);
        String directory = "/proc/" + process.pid();
        kernel.devices().file(directory, Attribute.readOnly("status", () -> "Name:\t" + process.name() + "\nState:\tS (sleeping)\nPid:\t" + process.pid() + "\n"));
        kernel.devices().file(directory, Attribute.readOnly("comm", () -> process.name() + "\n"));
        kernel.devices().file(directory, Attribute.readOnly("maps", () -> maps(process)));
    }

    /** One line a mapping, as far as anybody looks: addresses are not the machine's. */
    private static String maps(SimulatedProcess process) {
        StringBuilder text = new StringBuilder();
        long at = 0x7f0000000000L;
        for (Mapped mapped : process.mapped()) {
            text.append("%x-%x %s %08x 00:00 0 %s\n".formatted(at, at + mapped.length(), mapped.write() ? "rw-s" : "r--s", mapped.offset(), mapped.file().path()));
            at += mapped.length() + (2L << 20);
        }
        return text.toString();
    }

    List<SimulatedProcess> running() {
        resolve();
        return List.copyOf(running.values());
    }

    /** By pid, or by name the one that was started last. ESRCH there is none. */
    SimulatedProcess process(String which) throws KernelException {
        return running().reversed().stream().filter(process -> process.name().equals(which) || Integer.toString(process.pid()).equals(which)).findFirst()
                .orElseThrow(() -> new KernelException(Errno.ESRCH, "no process " + which));
    }

    /** Opens a path for a process. @param exclusive with O_EXCL: EBUSY somebody has claimed the device */
    int open(SimulatedProcess process, String path, boolean create, boolean exclusive) throws KernelException {
        Openable file = Paths.open(kernel, path, create);
        Optional<Opening> opening = Optional.empty();
        if (file.block().isPresent()) {
            opening = Optional.of(layer().open(file.block().get(), holder(process, Kind.OPEN), exclusive ? Optional.of("O_EXCL " + process.pid()) : Optional.empty()));
        }
        int descriptor = process.add(file, opening);
        changed(process);
        return descriptor;
    }

    void close(SimulatedProcess process, OpenFile file) {
        process.files().remove(file);
        file.opening().ifPresent(layer()::close);
        changed(process);
    }

    Openable.Mapping map(SimulatedProcess process, Openable file, long offset, long length, boolean write) throws KernelException {
        Openable.Mapping mapping = file.map(offset, length, true);
        process.mapped().add(new Mapped(file, mapping, offset, length, write));
        if (file instanceof RegularFile) {
            kernel.symbol(Mounts.class).ifPresent(mounts -> mounts.mapped(file.path()));
        }
        changed(process);
        return mapping;
    }

    /** A number that no lease of this boot has had. */
    long nextLease() {
        kernel.changed(this);
        return ++newestLease;
    }

    /** What it has open, mapped or pinned is different now. */
    void changed(SimulatedProcess process) {
        kernel.changed(process);
        kernel.touched("/proc/" + process.pid());
    }

    /** A process is no more, and holds nothing. */
    void end(SimulatedProcess process) {
        release(process, false);
    }

    private void release(SimulatedProcess process, boolean crashed) {
        running.remove(process.pid());
        if (ended.size() >= MOST_ENDED) {
            ended.pollFirstEntry();
        }
        ended.put(process.pid(), process.printed());
        for (OpenFile file : process.files()) {
            file.opening().ifPresent(layer()::close);
            stuck += crashed && file.file() instanceof DaxFile ? 1 : 0;
        }
        kernel.devices().remove("/proc/" + process.pid());
        kernel.touched("/proc/" + process.pid());
        kernel.forget(process);
        kernel.changed(this);
    }

    @Override
    public int newest() {
        return newest;
    }

    @Override
    public byte[] output(int pid) throws KernelException {
        tick();
        SimulatedProcess process = running.get(pid);
        byte[] printed = process != null ? process.printed() : ended.get(pid);
        if (printed == null) {
            throw new KernelException(Errno.ESRCH, "no process " + pid);
        }
        return printed;
    }

    /**
     * SIGKILL. Pages that others hold for the process are let go of then: where the page map has gone meanwhile the kernel crashes
     * (docs/kernel/access.md no. 43), which is told in its log and ends nothing else of the simulated machine.
     */
    @Override
    public void kill(int pid) throws KernelException {
        resolve();
        SimulatedProcess process = running.get(pid);
        if (process == null) {
            if (ended.containsKey(pid)) {
                return;                                     // it is over already
            }
            throw new KernelException(Errno.ESRCH, "no process " + pid);
        }
        boolean crash = process.pin().isPresent() && process.mapped().stream().anyMatch(mapped -> !mapped.mapping().valid());
        if (crash) {
            kernel.log(1, "BUG: unable to handle page fault: pages that " + process.pin().get() + " held for " + process.name() + " have no page map any more");
        }
        // A ring is taken down by a worker of the kernel, which crashes in the place of the process; a pipe by the process itself.
        release(process, crash && process.pin().get().equals("vmsplice"));
    }

    /** Who watches what is no longer there gets its signal. */
    @Override
    public void tick() {
        resolve();
        for (SimulatedProcess process : List.copyOf(running.values())) {
            new LeaseCalls(this, process).lookForGone();
            if (process.watching()) {
                process.mapped().stream().flatMap(mapped -> signal(mapped).stream()).findFirst().ifPresent(signal -> {
                    process.print(signal.caught());
                    end(process);
                });
            }
        }
    }

    private static Optional<Signal> signal(Mapped mapped) {
        return mapped.file() instanceof AnonymousMemory ? mapped.mapping().touch(true)
                : mapped.mapping().valid() ? Optional.empty() : Optional.of(new Signal(Signal.Code.BUS_ADRERR, 0));
    }

    @Override
    public List<Holder> holders(String device) {
        tick();
        List<Holder> holders = new ArrayList<>();
        for (SimulatedProcess process : running.values()) {
            // Open block devices are told by the block layer.
            if (process.files().stream().anyMatch(open -> open.file() instanceof DaxFile && open.file().deviceName().equals(device))) {
                holders.add(holder(process, Kind.OPEN));
            }
            if (process.mapped().stream().anyMatch(mapped -> mapped.file().deviceName().equals(device))) {
                holders.add(holder(process, process.pin().isPresent() ? Kind.PINNED : Kind.MAPPED));
            }
            process.leases().stream().filter(held -> held.lease().device().equals(device))
                    .forEach(held -> holders.add(new Holder(Kind.LEASED, process.pid(), process.name(), Optional.of(held.shown()))));
        }
        return holders;
    }

    @Override
    public Optional<Holder> claimant(String device) {
        return Optional.empty();
    }

    /** Open files of dax devices; those of disks the block layer counts. */
    @Override
    public int opened(String namePrefix) {
        tick();
        return (int) running.values().stream().flatMap(process -> process.files().stream()).filter(open -> open.file() instanceof DaxFile)
                .filter(open -> open.file().path().startsWith("/dev/" + namePrefix)).count() + (namePrefix.equals("dax") ? stuck : 0);
    }

    /** Whether a file below the mount point is open. */
    boolean uses(String point) {
        return running().stream().flatMap(process -> process.files().stream()).anyMatch(open -> open.file().path().startsWith(point + "/"))
                || running().stream().flatMap(process -> process.mapped().stream()).anyMatch(mapped -> mapped.file().path().startsWith(point + "/"));
    }

    static Holder holder(SimulatedProcess process, Kind kind) {
        return new Holder(kind, process.pid(), process.name());
    }

    /** Memory that is no file's. */
    void give(SimulatedProcess process, AnonymousMemory memory, long length) throws KernelException {
        process.mapped().add(new Mapped(memory, memory.map(0, length, false), 0, length, true));
        kernel.changed(process);
    }

    private BlockLayer layer() {
        return kernel.symbol(BlockLayer.class).orElseThrow();
    }

    @Override
    public StateRecord document() {
        return StateRecord.of(ProcessModule.NAME, KEY, Map.of("newest", Integer.toString(newest), "stuck", Integer.toString(stuck),
                "newestLease", Long.toString(newestLease)));
    }

    void restore(StateRecord document) {
        if (document.key().equals(KEY)) {
            newest = Integer.parseInt(document.value("newest"));
            stuck = Integer.parseInt(document.value("stuck"));
            newestLease = Long.parseLong(document.values().getOrDefault("newestLease", "0"));
        } else {
            unresolved.add(document);
        }
    }

    /** What processes have open is found again when everything else is there: at the first look. */
    private void resolve() {
        List<StateRecord> waiting = List.copyOf(unresolved);
        unresolved.clear();
        for (StateRecord document : waiting) {
            SimulatedProcess process = new SimulatedProcess(Integer.parseInt(document.key().substring(SimulatedProcess.KEY.length())), document.value("name"));
            process.print(document.value("printed"));
            process.watching(Boolean.parseBoolean(document.value("watching")));
            process.early(document.values().containsKey("early"));
            process.pin(Optional.ofNullable(document.values().get("pin")));
            process.stubborn(document.values().containsKey("stubborn"));
            for (int i = 0; document.values().containsKey("lease." + i); i++) {
                process.leases().add(HeldLease.restored(document.value("lease." + i), process.name()));
            }
            enter(process);
            for (int i = 0; document.values().containsKey("file." + i); i++) {
                String[] fields = document.value("file." + i).split(" ", 4);
                reopened(fields[1], fields[2], fields[3]).ifPresent(file -> process.files().add(new OpenFile(Integer.parseInt(fields[0]), file,
                        file.block().map(device -> layer().reopen(device, holder(process, Kind.OPEN), Optional.empty())))));
            }
            for (int i = 0; document.values().containsKey("mapped." + i); i++) {
                String[] fields = document.value("mapped." + i).split(" ", 6);
                reopened(fields[3], fields[4], fields[5]).ifPresent(file -> remap(process, file, fields));
            }
        }
    }

    private static void remap(SimulatedProcess process, Openable file, String[] fields) {
        try {
            long offset = Long.parseLong(fields[0]);
            long length = Long.parseLong(fields[1]);
            process.mapped().add(new Mapped(file, file.map(offset, length, true), offset, length, Boolean.parseBoolean(fields[2])));
        } catch (KernelException gone) {
            process.mapped().add(new Mapped(file, new GoneMapping(), 0, Long.parseLong(fields[1]), Boolean.parseBoolean(fields[2])));
        }
    }

    private Optional<Openable> reopened(String kind, String identity, String path) {
        long number = Long.parseLong(identity);
        return switch (kind) {
            case "blk" -> layer().find(path).filter(device -> device.sequence() == number).map((BlockDevice device) -> new BlockFile(path, device));
            case "chr" -> Paths.dax(kernel, path.substring("/dev/".length())).map(device -> new DaxFile(kernel, path, device, number));
            case "anon" -> Optional.of(AnonymousMemory.parse(path));
            default -> {
                try {
                    yield Optional.of(Paths.open(kernel, path, false));
                } catch (KernelException gone) {
                    yield Optional.empty();
                }
            }
        };
    }
}
