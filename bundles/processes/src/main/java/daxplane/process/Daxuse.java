package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;

/**
 * The recordings' program for what no tool shows: ioctls, errnos of mmap, signals, pins, contents of memory. What each of its
 * commands does to a real kernel stands in its source, which came with the recordings.
 */
final class Daxuse implements Program {

    /** What a touch writes. */
    static final byte TOUCH = 0x5a;

    @Override
    public String name() {
        return "daxuse";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        List<String> words = call.arguments().stream().filter(word -> !word.equals("early")).toList();
        if (words.size() < 2) {
            return 2;
        }
        List<String> rest = words.subList(1, words.size());
        try {
            return switch (words.getFirst()) {
                case "geo" -> {
                    int status = 0;
                    for (String path : rest) {
                        status |= BlockQueries.geo(call, path);
                    }
                    yield status;
                }
                case "ioctl" -> BlockQueries.ioctl(call, rest);
                case "open" -> OpenProbe.run(call, rest.getFirst());
                case "probe" -> MapProbe.run(call, rest.getFirst());
                case "bmap" -> bmap(call, rest);
                case "mmap" -> {
                    call.out(MapProbe.map(call, rest.get(0), rest.get(1), rest.get(2), Amount.of(rest.get(3)), Amount.of(rest.get(4)),
                            rest.size() > 5 ? rest.get(5) : "") + "\n");
                    yield 0;
                }
                case "rw" -> readWrite(call, rest);
                case "hold", "watch" -> hold(call, words.getFirst(), rest);
                case "fill" -> Contents.fill(call, rest);
                case "count" -> Contents.count(call, rest);
                case "anon" -> Contents.anonymous(call, rest);
                case "pin" -> pin(call, rest);
                default -> throw new KernelException(Errno.EOPNOTSUPP, "daxuse " + words.getFirst() + " is not simulated");
            };
        } catch (IndexOutOfBoundsException missing) {
            call.err("daxuse: usage\n");
            return 2;
        }
    }

    /** The sector of the volume's device that a block of a file lies on. */
    private static int bmap(ProgramCall call, List<String> words) throws KernelException {
        try {
            if (Paths.open(call.kernel(), words.get(0), false) instanceof RegularFile regular) {
                call.out(regular.file().place(Amount.of(words.get(1)) * Openable.PAGE) / BlockDevice.SECTOR + "\n");
                return 0;
            }
            throw new KernelException(Errno.EINVAL, words.get(0));
        } catch (KernelException refused) {
            call.out("bmap " + refused.errno() + "\n");
            return 1;
        }
    }

    private static int readWrite(ProgramCall call, List<String> words) throws KernelException {
        boolean write = words.get(1).startsWith("w");
        boolean direct = words.size() > 4;
        Openable file;
        try {
            file = Paths.open(call.kernel(), words.get(0), false);
        } catch (KernelException refused) {
            call.out("open " + refused.errno() + "\n");
            return 1;
        }
        int length = (int) Math.min(Amount.of(words.get(3)), 64 << 20);
        int status = 0;
        try {
            byte[] bytes = new byte[length];
            java.util.Arrays.fill(bytes, (byte) 0x33);
            call.out(write ? "write ok " + file.write(Amount.of(words.get(2)), bytes, direct)
                    : "read ok " + file.read(Amount.of(words.get(2)), length, direct).length);
        } catch (KernelException refused) {
            call.out((write ? "write " : "read ") + refused.errno());
            status = 1;
        }
        if (write && !direct) {
            call.out(" fsync " + synced(file));
        }
        call.out("\n");
        return status;
    }

    private static String synced(Openable file) {
        try {
            file.sync();
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().toString();
        }
    }

    private static int hold(ProgramCall call, String how, List<String> words) throws KernelException {
        boolean write = words.size() > 3 && words.get(3).startsWith("w");
        return inBackground(call, (table, process) -> {
            Optional<Signal> signal = mapped(call, table, process, words.get(0), words.get(1), words.get(2), write).touch(write);
            if (signal.isPresent()) {
                process.print("touch " + signal.get().text() + " lsb 0\n");
                return 3;
            }
            process.watching(how.equals("watch"));
            process.print("ready\n");
            return 0;
        });
    }

    private static int pin(ProgramCall call, List<String> words) throws KernelException {
        String how = words.get(0);
        if (!List.of("uring", "vmsplice").contains(how) || words.get(1).startsWith("node:")) {
            throw new KernelException(Errno.EOPNOTSUPP, "daxuse pin " + how + " is not simulated");
        }
        return inBackground(call, (table, process) -> {
            Optional<Signal> signal = mapped(call, table, process, words.get(1), words.get(2), words.get(3), true).touch(true);
            if (signal.isPresent()) {
                process.print("touch " + signal.get().text() + " lsb 0\n");
                return 3;
            }
            try {
                ProcessProgram.pin(call, table, process, how);
            } catch (KernelException refused) {
                process.print((how.equals("uring") ? "register_buffers " : "vmsplice ") + refused.errno() + "\n");
                return 1;
            }
            process.print("ready\n");
            return 0;
        });
    }

    private static Openable.Mapping mapped(ProgramCall call, ProcessTable table, SimulatedProcess process, String path, String offset, String length,
            boolean write) throws KernelException {
        int descriptor;
        try {
            descriptor = table.open(process, path, false, false);
        } catch (KernelException refused) {
            throw new KernelException(refused.errno(), "open " + refused.errno());
        }
        Openable file = process.files().stream().filter(open -> open.descriptor() == descriptor).findFirst().orElseThrow().file();
        try {
            return table.map(process, file, Amount.of(offset), Amount.of(length), write);
        } catch (KernelException refused) {
            throw new KernelException(refused.errno(), "mmap " + refused.errno());
        }
    }

    interface Body {
        /** @return 0 to go on */
        int run(ProcessTable table, SimulatedProcess process) throws KernelException;
    }

    /** A process that goes on when all is well. What it prints is its own: nobody waits for it. */
    static int inBackground(ProgramCall call, Body body) throws KernelException {
        ProcessTable table = ProcessProgram.table(call);
        SimulatedProcess process = table.start("daxuse");
        process.early(call.arguments().contains("early"));
        int status;
        try {
            status = body.run(table, process);
        } catch (KernelException refused) {
            process.print(refused.getMessage() + "\n");
            status = 1;
        }
        call.out(process.printed());
        table.changed(process);
        if (status != 0 || !call.background()) {
            table.end(process);
        }
        return status;
    }

    static BlockLayer layer(ProgramCall call) throws KernelException {
        return call.kernel().symbol(BlockLayer.class).orElseThrow(() -> new KernelException(Errno.ENXIO, "no block layer"));
    }
}
