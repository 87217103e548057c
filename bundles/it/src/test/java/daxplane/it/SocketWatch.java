package daxplane.it;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Sees every internet socket that a program asks the kernel for: a seccomp filter on the program, from its first
 * instruction to its end and with all its children, reports each {@code socket(AF_INET | AF_INET6, ...)} and lets it go on.
 *
 * <p>The filter is installed on a thread of this JVM that then starts the program, so it is inherited by the program alone.
 * The numbers are the kernel's user interface (seccomp(2), seccomp_unotify(2)).
 */
final class SocketWatch {

    /** What the kernel was asked for: {@code family} is 2 for AF_INET and 10 for AF_INET6. */
    record Attempt(int thread, int family) {
    }

    /** The kernel or the container does not let a process watch its children in this way. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String call) {
            super(call + " is refused on this system");
        }
    }

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final long SECCOMP_SET_MODE_FILTER = 1;
    private static final long SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3;
    private static final int SECCOMP_RET_ALLOW = 0x7fff_0000;
    private static final int SECCOMP_RET_USER_NOTIF = 0x7fc0_0000;
    private static final long NOTIFICATION_RECEIVE = 0xC050_2100L;
    private static final long NOTIFICATION_SEND = 0xC018_2101L;
    private static final int CONTINUE = 1;
    private static final short POLLIN = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SYSCALL = function("syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS), 1);
    private static final MethodHandle PRCTL = function("prctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), 1);
    private static final MethodHandle IOCTL = function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
    private static final MethodHandle POLL = function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), 3);

    private final List<Attempt> attempts = new ArrayList<>();

    private SocketWatch() {
    }

    /** Runs a program to its end. {@code start} starts it; what it asks the kernel for is in the answer, in order. */
    static List<Attempt> watch(Callable<Process.Running> start) throws Exception {
        var watch = new SocketWatch();
        var started = new FutureTask<>(() -> watch.startUnderFilter(start));
        Thread.ofPlatform().name("filtered").start(started);
        watch.follow(started.get());
        return watch.attempts;
    }

    private record Watched(Process.Running program, int listener) {
    }

    private Watched startUnderFilter(Callable<Process.Running> start) throws Exception {
        try (var arena = Arena.ofConfined()) {
            if (call(PRCTL, PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) {
                throw new Unavailable("prctl(PR_SET_NO_NEW_PRIVS)");
            }
            long listener = call(SYSCALL, Architecture.HERE.seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, filter(arena));
            if (listener < 0) {
                throw new Unavailable("seccomp(SECCOMP_FILTER_FLAG_NEW_LISTENER)");
            }
            return new Watched(start.call(), (int) listener);
        }
    }

    /** Answers the kernel until the program has ended and nothing is left to answer. */
    private void follow(Watched watched) {
        try (var arena = Arena.ofConfined()) {
            var poll = arena.allocate(8, 8);
            boolean running = true;
            while (running) {
                running = watched.program().process().isAlive();
                poll.set(JAVA_INT, 0, watched.listener());
                poll.set(JAVA_SHORT, 4, POLLIN);
                if (call(POLL, poll, 1L, running ? 50 : 0) > 0 && (poll.get(JAVA_SHORT, 6) & POLLIN) != 0) {
                    answer(arena, watched.listener());
                    running = true;
                }
            }
        }
    }

    /**
     * <pre>
     *   struct seccomp_notif       0 id(8)  8 pid(4)  12 flags(4)  16 nr(4)  20 arch(4)  24 ip(8)  32 args(6 x 8)
     *   struct seccomp_notif_resp  0 id(8)  8 val(8)  16 error(4)  20 flags(4)
     * </pre>
     */
    private void answer(Arena arena, int listener) {
        var notification = arena.allocate(80, 8);
        if (call(IOCTL, listener, NOTIFICATION_RECEIVE, notification) != 0) {
            return;
        }
        attempts.add(new Attempt(notification.get(JAVA_INT, 8), (int) notification.get(JAVA_LONG, 32)));
        var response = arena.allocate(24, 8);
        response.set(JAVA_LONG, 0, notification.get(JAVA_LONG, 0));
        response.set(JAVA_INT, 20, CONTINUE);
        call(IOCTL, listener, NOTIFICATION_SEND, response);
    }

    /**
     * The filter: socket(2) with one of the two families is reported, everything else goes on.
     *
     * <pre>
     *   struct sock_filter   0 code(2)  2 jump if true(1)  3 jump if false(1)  4 operand(4)
     *   struct sock_fprog    0 length(2)  8 filter(8)
     *   struct seccomp_data  0 nr(4)  4 arch(4)  8 instruction pointer(8)  16 args(6 x 8)
     * </pre>
     */
    private static MemorySegment filter(Arena arena) {
        var instructions = List.of(
                new Instruction(LOAD_WORD, 0, 0, 4),
                new Instruction(JUMP_IF_EQUAL, 0, 5, Architecture.HERE.audit),
                new Instruction(LOAD_WORD, 0, 0, 0),
                new Instruction(JUMP_IF_EQUAL, 0, 3, (int) Architecture.HERE.socket),
                new Instruction(LOAD_WORD, 0, 0, 16),
                new Instruction(JUMP_IF_EQUAL, 2, 0, AF_INET),
                new Instruction(JUMP_IF_EQUAL, 1, 0, AF_INET6),
                new Instruction(RETURN, 0, 0, SECCOMP_RET_ALLOW),
                new Instruction(RETURN, 0, 0, SECCOMP_RET_USER_NOTIF));
        var code = arena.allocate(8L * instructions.size(), 8);
        for (int i = 0; i < instructions.size(); i++) {
            var instruction = instructions.get(i);
            code.set(JAVA_SHORT, 8L * i, instruction.code);
            code.set(JAVA_BYTE, 8L * i + 2, (byte) instruction.ifTrue);
            code.set(JAVA_BYTE, 8L * i + 3, (byte) instruction.ifFalse);
            code.set(JAVA_INT, 8L * i + 4, instruction.operand);
        }
        var program = arena.allocate(MemoryLayout.structLayout(JAVA_SHORT, MemoryLayout.paddingLayout(6), ADDRESS));
        program.set(JAVA_SHORT, 0, (short) instructions.size());
        program.set(ADDRESS, 8, code);
        return program;
    }

    private record Instruction(short code, int ifTrue, int ifFalse, int operand) {
    }

    /** Numbers of the two system calls, and the kernel's name for the instruction set. */
    private enum Architecture {
        X86_64(317, 41, 0xC000_003E),
        AARCH64(277, 198, 0xC000_00B7);

        static final Architecture HERE = System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;

        private final long seccomp;
        private final long socket;
        private final int audit;

        Architecture(long seccomp, long socket, int audit) {
            this.seccomp = seccomp;
            this.socket = socket;
            this.audit = audit;
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor, int firstVariadicArgument) {
        var address = LINKER.defaultLookup().find(name).orElseThrow();
        return firstVariadicArgument == descriptor.argumentLayouts().size()
                ? LINKER.downcallHandle(address, descriptor)
                : LINKER.downcallHandle(address, descriptor, Linker.Option.firstVariadicArg(firstVariadicArgument));
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            return ((Number) function.invokeWithArguments(arguments)).longValue();
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
