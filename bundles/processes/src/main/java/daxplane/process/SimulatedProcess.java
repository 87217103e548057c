package daxplane.process;

import daxplane.block.Opening;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that goes on: what it has open, mapped and pinned. */
final class SimulatedProcess implements Persistent {

    static final String KEY = "process/";
    /** The first three are its standard streams. */
    static final int FIRST_DESCRIPTOR = 3;
    private static final int MOST_OUTPUT_BYTES = 64 << 10;

    private final int pid;
    private final String name;
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Mapped> mapped = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Optional<String> pin = Optional.empty();
    private final List<HeldLease> leases = new ArrayList<>();
    private boolean watching;
    private boolean early;
    private boolean stubborn;

    SimulatedProcess(int pid, String name) {
        this.pid = pid;
        this.name = name;
    }

    /** @param opening what the block layer knows of it; empty of what is no block device */
    record OpenFile(int descriptor, Openable file, Optional<Opening> opening) {
    }

    record Mapped(Openable file, Openable.Mapping mapping, long offset, long length, boolean write) {
    }

    int pid() {
        return pid;
    }

    String name() {
        return name;
    }

    List<OpenFile> files() {
        return files;
    }

    List<Mapped> mapped() {
        return mapped;
    }

    /** How pages of its mappings are held by others for it: {@code uring}, {@code vmsplice}. */
    Optional<String> pin() {
        return pin;
    }

    void pin(Optional<String> how) {
        pin = how;
    }

    /** Whether it touches what it has mapped all the time. */
    boolean watching() {
        return watching;
    }

    void watching(boolean on) {
        watching = on;
    }

    /** Whether it wants to be told of failures of its memory before it touches it (PR_MCE_KILL_EARLY). */
    boolean early() {
        return early;
    }

    void early(boolean wanted) {
        early = wanted;
    }

    List<HeldLease> leases() {
        return leases;
    }

    /** Whether it does not answer when a lease is asked back. */
    boolean stubborn() {
        return stubborn;
    }

    void stubborn(boolean on) {
        stubborn = on;
    }

    int add(Openable file, Optional<Opening> opening) {
        int descriptor = files.stream().mapToInt(OpenFile::descriptor).max().orElse(FIRST_DESCRIPTOR - 1) + 1;
        files.add(new OpenFile(descriptor, file, opening));
        return descriptor;
    }

    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        printed.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT_BYTES - printed.size()));
    }

    byte[] printed() {
        return printed.toByteArray();
    }

    /** Device or file names that it uses, a file by its path. */
    boolean uses(String path) {
        return files.stream().anyMatch(open -> open.file().path().equals(path)) || mapped.stream().anyMatch(each -> each.file().path().equals(path));
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("printed", printed.toString(StandardCharsets.UTF_8));
        values.put("watching", Boolean.toString(watching));
        if (early) {
            values.put("early", "true");
        }
        pin.ifPresent(how -> values.put("pin", how));
        if (stubborn) {
            values.put("stubborn", "true");
        }
        for (int i = 0; i < leases.size(); i++) {
            values.put("lease." + i, leases.get(i).recorded());
        }
        for (int i = 0; i < files.size(); i++) {
            values.put("file." + i, files.get(i).descriptor() + " " + identity(files.get(i).file()));
        }
        for (int i = 0; i < mapped.size(); i++) {
            Mapped each = mapped.get(i);
            values.put("mapped." + i, each.offset() + " " + each.length() + " " + each.write() + " " + identity(each.file()));
        }
        return StateRecord.of(ProcessModule.NAME, KEY + pid, values);
    }

    /** A path, and what tells the thing from another one with the same path. */
    private static String identity(Openable file) {
        return switch (file) {
            case BlockFile block -> "blk " + block.device().sequence() + " " + file.path();
            case DaxFile dax -> "chr " + dax.boundSince() + " " + file.path();
            case AnonymousMemory memory -> "anon 0 " + memory.path();
            default -> "reg 0 " + file.path();
        };
    }
}
