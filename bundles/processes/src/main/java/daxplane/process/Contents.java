package daxplane.process;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelCommandLine;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.ProgramCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Bytes of memory, through mappings and as a process gets them. Corpus acc-zero-*. */
final class Contents {

    private static final int PIECE = 1 << 20;
    private static final long SETTLE_BYTES = 16L << 20;

    private Contents() {
    }

    /** {@code FILE OFFSET LENGTH BYTE}. */
    static int fill(ProgramCall call, List<String> words) throws KernelException {
        long length = Amount.of(words.get(2));
        Optional<Openable.Mapping> mapping = mapped(call, words, length, "fill");
        if (mapping.isEmpty()) {
            return 1;
        }
        byte[] piece = new byte[PIECE];
        Arrays.fill(piece, (byte) Amount.of(words.get(3)));
        for (long done = 0; done < length; done += PIECE) {
            int bytes = (int) Math.min(PIECE, length - done);
            call.kernel().media().write(mapping.get().address(done), bytes == PIECE ? piece : Arrays.copyOf(piece, bytes));
            settle(call, done);
        }
        call.kernel().media().flush();
        call.out("filled " + length + "\n");
        return 0;
    }

    /** A process writes for as long as it likes: what it has written so far has happened, and others have their turn. */
    static void settle(ProgramCall call, long done) throws KernelException {
        if (done % SETTLE_BYTES == 0) {
            call.kernel().media().flush();
            call.kernel().await(() -> true, call.cancellation());
        }
    }

    static int count(ProgramCall call, List<String> words) throws KernelException {
        long length = Amount.of(words.get(2));
        Optional<Openable.Mapping> mapping = mapped(call, words, length, "count");
        if (mapping.isEmpty()) {
            return 1;
        }
        byte wanted = (byte) Amount.of(words.get(3));
        long equal = 0;
        long nonzero = 0;
        for (long done = 0; done < length; done += PIECE) {
            for (byte each : call.kernel().media().read(mapping.get().address(done), (int) Math.min(PIECE, length - done))) {
                equal += each == wanted ? 1 : 0;
                nonzero += each != 0 ? 1 : 0;
            }
        }
        call.out("bytes " + length + " equal " + equal + " nonzero " + nonzero + "\n");
        return 0;
    }

    private static Optional<Openable.Mapping> mapped(ProgramCall call, List<String> words, long length, String what) throws KernelException {
        Openable file;
        try {
            file = Paths.open(call.kernel(), words.get(0), false);
        } catch (KernelException refused) {
            call.out("open " + refused.errno() + "\n");
            return Optional.empty();
        }
        try {
            Openable.Mapping mapping = file.map(Amount.of(words.get(1)), length, true);
            Optional<Signal> signal = mapping.touch(false);
            signal.ifPresent(sent -> call.out(what + " " + sent.text() + " lsb 0\n"));
            return signal.isPresent() ? Optional.empty() : Optional.of(mapping);
        } catch (KernelException refused) {
            call.out("mmap " + refused.errno() + "\n");
            return Optional.empty();
        }
    }

    /**
     * {@code NODE LENGTH BYTE [fill]}: memory bound to a node. Pages come zeroed, and keep what the process leaves in them (corpus
     * acc-zero, acc-zero-left).
     */
    static int anonymous(ProgramCall call, List<String> words) throws KernelException {
        long length = Amount.of(words.get(1));
        byte wanted = (byte) Amount.of(words.get(2));
        if (words.contains("watch") || words.contains("hold")) {
            return keep(call, (int) Amount.of(words.get(0)), length, wanted, words.contains("watch"));
        }
        Kernel kernel = call.kernel();
        boolean fill = words.contains("fill");
        byte[] piece = new byte[PIECE];
        // It has ended when anybody can look: what it leaves behind is what the allocator makes of it (corpus acc-zero-left, -free).
        boolean cleared = KernelCommandLine.of(kernel.firmware()).flag("init_on_free").orElse(false);
        Arrays.fill(piece, fill && !cleared ? wanted : 0);
        for (int at = Openable.PAGE - 1; !fill && !cleared && at < PIECE; at += Openable.PAGE) {
            piece[at] = 1;                                  // how the process makes the page its own
        }
        long left = length;
        for (AddressRange range : online(kernel, (int) Amount.of(words.get(0)))) {
            for (long at = range.start(); at < range.end() && left > 0; at += PIECE) {
                int bytes = (int) Math.min(Math.min(PIECE, left), range.end() - at);
                kernel.media().write(at, bytes == PIECE ? piece : Arrays.copyOf(piece, bytes));
                left -= bytes;
                settle(call, left);
            }
        }
        if (left > 0) {
            call.out("mbind EINVAL\n");
            return 1;
        }
        call.out(summary(length, wanted) + (fill ? "filled\n" : ""));
        return 0;
    }

    private static String summary(long length, byte wanted) {
        long pages = length / Openable.PAGE;
        return "pages " + pages + " on-node " + pages + " pattern " + (wanted == 0 ? length - pages : 0) + " nonzero 0\n";
    }

    /** A process that goes on having its memory; who watches touches it all the time (corpus err-hwp-used). */
    private static int keep(ProgramCall call, int node, long length, byte wanted, boolean watch) throws KernelException {
        return Daxuse.inBackground(call, (table, process) -> {
            Optional<AnonymousMemory> memory = new FreePages(call.kernel(), table).take(node, length);
            if (memory.isEmpty()) {
                process.print("mbind EINVAL\n");
                return 1;
            }
            table.give(process, memory.get(), length);
            process.watching(watch);
            process.print(summary(length, wanted) + "ready\n");
            return 0;
        });
    }

    /** Blocks of the node that are online and lie on dax devices, from the lowest. */
    static List<AddressRange> online(Kernel kernel, int node) {
        List<AddressRange> found = new ArrayList<>();
        long block = kernel.memory().blockBytes();
        List<Device> devices = kernel.devices().bus("dax").map(bus -> bus.devices()).orElse(List.of());
        for (Device device : devices) {
            if (device instanceof MemoryDevice memory && memory.targetNode().orElse(-1) == node && device.driverName().equals(Optional.of("kmem"))) {
                for (AddressRange range : memory.ranges()) {
                    for (long at = (range.start() + block - 1) / block * block; at + block <= range.end(); at += block) {
                        AddressRange whole = AddressRange.ofSize(at, block);
                        if (kernel.memory().anyOnline(whole)) {
                            found.add(whole);
                        }
                    }
                }
            }
        }
        return found;
    }
}
