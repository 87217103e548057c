package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import daxplane.process.SimulatedProcess.Mapped;
import daxplane.process.SimulatedProcess.OpenFile;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * {@code process start NAME}, {@code process list}, {@code process NAME|PID open|close|read|write|mmap|touch|flush|pin|unpin|page|lease|yield|resume|release|exit ...}: a
 * program of a scenario, call by call, with the kernel's answers.
 */
final class ProcessProgram implements Program {

    private static final String USAGE = "usage: process start NAME | list | NAME open [-x] PATH | close FD | read FD OFFSET LENGTH | write FD OFFSET LENGTH |"
            + " mmap FD OFFSET LENGTH [w] | touch [w] | flush FD | pin [uring|vmsplice] | unpin | page [OFFSET] | lease DEVICE [SECONDS] |"
            + " yield DEVICE|all [SECONDS] | resume DEVICE|all | release DEVICE|all | stubborn on|off | exit\n";

    @Override
    public String name() {
        return "process";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return arguments.isEmpty() || arguments.equals(List.of("list"));
    }

    static ProcessTable table(ProgramCall call) throws KernelException {
        return call.kernel().symbol(ProcessTable.class).orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "no processes in this kernel"));
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        List<String> words = call.arguments();
        ProcessTable table = table(call);
        if (words.equals(List.of("list"))) {
            table.tick();
            table.running().forEach(process -> call.out(process.pid() + " " + process.name() + process.pin().map(how -> " pinned by " + how).orElse("")
                    + String.join("", process.files().stream().map(open -> " " + open.descriptor() + ":" + open.file().path()).toList()) + "\n"));
            return 0;
        }
        if (words.size() == 2 && words.getFirst().equals("start") && words.get(1).matches("[A-Za-z0-9_.-]{1,32}")) {
            call.out(table.start(words.get(1)).pid() + "\n");
            return 0;
        }
        if (words.size() < 2) {
            call.err(USAGE);
            return 2;
        }
        try {
            return act(call, table, table.process(words.getFirst()), words.get(1), words.subList(2, words.size()));
        } catch (KernelException refused) {
            call.err("process " + words.getFirst() + ": " + words.get(1) + ": " + refused.errno() + " (" + refused.getMessage() + ")\n");
            return 1;
        } catch (IndexOutOfBoundsException | NoSuchElementException missing) {
            call.err(USAGE);
            return 2;
        }
    }

    private static int act(ProgramCall call, ProcessTable table, SimulatedProcess process, String what, List<String> words) throws KernelException {
        switch (what) {
            case "open" -> call.out(table.open(process, words.getLast(), false, words.getFirst().equals("-x")) + "\n");
            case "close" -> table.close(process, file(process, words.getFirst()));
            case "read" -> call.out(file(process, words.get(0)).file().read(Amount.of(words.get(1)), length(words.get(2)), false).length + "\n");
            case "write" -> call.out(file(process, words.get(0)).file().write(Amount.of(words.get(1)), new byte[length(words.get(2))], false) + "\n");
            case "flush" -> {
                file(process, words.getFirst()).file().sync();
                call.kernel().media().flush();
            }
            case "mmap" -> call.out("mapped align-" + table.map(process, file(process, words.get(0)).file(), Amount.of(words.get(1)), Amount.of(words.get(2)),
                    words.contains("w")).alignment() + "\n");
            case "touch" -> {
                return touch(call, table, process, words.contains("w"));
            }
            case "pin" -> pin(call, table, process, words.isEmpty() ? "uring" : words.getFirst());
            case "page" -> call.out("0x" + Long.toHexString(process.mapped().getFirst().mapping().address(words.isEmpty() ? 0 : Amount.of(words.getFirst()))) + "\n");
            case "unpin" -> {
                process.pin(Optional.empty());
                new LeaseCalls(table, process).pins(false);
                table.changed(process);
            }
            case "lease" -> new LeaseCalls(table, process).acquire(words.getFirst(), second(words));
            case "yield" -> new LeaseCalls(table, process).yield(words.getFirst(), second(words));
            case "resume" -> new LeaseCalls(table, process).resume(words.getFirst());
            case "release" -> new LeaseCalls(table, process).release(words.getFirst());
            case "stubborn" -> {
                process.stubborn(words.getFirst().equals("on"));
                table.changed(process);
            }
            case "exit" -> table.kill(process.pid());
            default -> {
                call.err(USAGE);
                return 2;
            }
        }
        return 0;
    }

    private static Optional<String> second(List<String> words) {
        return words.stream().skip(1).findFirst();
    }

    private static int length(String text) throws KernelException {
        return (int) Math.min(Amount.of(text), 64 << 20);
    }

    /** EBADF no such descriptor. */
    private static OpenFile file(SimulatedProcess process, String descriptor) throws KernelException {
        return process.files().stream().filter(open -> Integer.toString(open.descriptor()).equals(descriptor)).findFirst()
                .orElseThrow(() -> new KernelException(Errno.EBADF, descriptor));
    }

    /** A signal that nobody catches ends the process. */
    private static int touch(ProgramCall call, ProcessTable table, SimulatedProcess process, boolean write) {
        for (Mapped mapped : process.mapped()) {
            Optional<Signal> signal = mapped.mapping().touch(write && mapped.write());
            if (signal.isPresent()) {
                call.out(signal.get().text() + "\n");
                table.end(process);
                return 128 + 7;
            }
        }
        call.out("ok\n");
        return 0;
    }

    /** EINVAL nothing is mapped; EOPNOTSUPP what is mapped cannot be pinned for long. */
    static void pin(ProgramCall call, ProcessTable table, SimulatedProcess process, String how) throws KernelException {
        if (process.mapped().isEmpty()) {
            throw new KernelException(Errno.EINVAL, "nothing is mapped");
        }
        boolean file = process.mapped().stream().anyMatch(mapped -> mapped.file() instanceof RegularFile);
        boolean device = process.mapped().stream().anyMatch(mapped -> mapped.file() instanceof DaxFile);
        if (how.equals("uring") && (file || device && !call.kernel().profile().atLeast(6, 12))) {
            throw new KernelException(Errno.EOPNOTSUPP, "pages of a dax file are not pinned for long");
        }
        new LeaseCalls(table, process).pins(true);
        process.pin(Optional.of(how));
        table.changed(process);
    }
}
