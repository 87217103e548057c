package daxplane.host.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls of the C library that the port makes. A call returns what the C function returns; when that is negative,
 * {@link Call#errno()} is the errno it left.
 *
 * <p>Layouts and numbers are those of Linux on 64-bit machines (identical on x86-64 and arm64 for what is used here, but
 * for O_DIRECTORY and its like, which are not).
 */
final class Libc {

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_EXCL = 0200;
    static final int O_NONBLOCK = 04000;
    static final int O_SYNC = 04010000;
    static final int O_CLOEXEC = 02000000;
    static final int AT_FDCWD = -100;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_FIELD = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    // open(2) and ioctl(2) are variadic: the linker must know where the fixed arguments end.
    private static final MethodHandle OPEN = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ = function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE = function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle PREAD = function("pread",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PWRITE = function("pwrite",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle READLINK = function("readlink",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle IOCTL = function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETSOCKOPT = function("setsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECV = function("recv",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle GETTID = function("gettid", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle GETPID = function("getpid", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle TGKILL = function("tgkill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SIGACTION = function("sigaction",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SIGMASK = function("pthread_sigmask",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SIGADDSET = function("sigaddset", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private Libc() {
    }

    /** Result of a call: {@code value} as returned, {@code errno} meaningful when it is negative. */
    record Call(long value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    static Call open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, OPEN, arena.allocateFrom(path), flags | O_CLOEXEC, 0);
        }
    }

    static Call close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, CLOSE, fd);
        }
    }

    static Call read(int fd, MemorySegment into) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, READ, fd, into, into.byteSize());
        }
    }

    static Call write(int fd, MemorySegment from) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, WRITE, fd, from, from.byteSize());
        }
    }

    static Call pread(int fd, MemorySegment into, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, PREAD, fd, into, into.byteSize(), offset);
        }
    }

    static Call pwrite(int fd, MemorySegment from, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, PWRITE, fd, from, from.byteSize(), offset);
        }
    }

    static Call readlink(String path, MemorySegment into) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, READLINK, arena.allocateFrom(path), into, into.byteSize());
        }
    }

    static Call ioctl(int fd, long request, MemorySegment argument) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, IOCTL, fd, request, argument);
        }
    }

    static Call socket(int domain, int type, int protocol) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, SOCKET, domain, type, protocol);
        }
    }

    static Call bind(int fd, MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, BIND, fd, address, (int) address.byteSize());
        }
    }

    static Call setsockopt(int fd, int level, int option, MemorySegment value) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, SETSOCKOPT, fd, level, option, value, (int) value.byteSize());
        }
    }

    static Call recv(int fd, MemorySegment into, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, RECV, fd, into, into.byteSize(), flags);
        }
    }

    /** Thread id of the calling thread, as the kernel numbers it. */
    static int gettid() {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, GETTID).value();
        }
    }

    static int getpid() {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, GETPID).value();
        }
    }

    static Call tgkill(int process, int thread, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, TGKILL, process, thread, signal);
        }
    }

    static Call sigaction(int signal, MemorySegment action) {
        try (Arena arena = Arena.ofConfined()) {
            return call(arena, SIGACTION, signal, action, MemorySegment.NULL);
        }
    }

    /** Lets the signal through to the calling thread. */
    static Call unblock(int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(128, 8);
            call(arena, SIGADDSET, set, signal);
            return call(arena, SIGMASK, 1 /* SIG_UNBLOCK */, set, MemorySegment.NULL);
        }
    }

    /** Address of a function of the C library. */
    static MemorySegment address(String function) {
        return LINKER.defaultLookup().findOrThrow(function);
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = ERRNO;
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(address(name), descriptor, options);
    }

    private static Call call(Arena arena, MethodHandle function, Object... arguments) {
        MemorySegment state = arena.allocate(STATE);
        Object[] all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            Object result = function.invokeWithArguments(all);
            return new Call(((Number) result).longValue(), (int) ERRNO_FIELD.get(state, 0L));
        } catch (Throwable unexpected) {
            throw new IllegalStateException("a foreign call cannot be made", unexpected);
        }
    }
}
