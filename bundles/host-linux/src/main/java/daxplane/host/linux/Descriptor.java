package daxplane.host.linux;

import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An open file. Not thread-safe. */
final class Descriptor implements AutoCloseable {

    private final String path;
    private final int fd;

    private Descriptor(String path, int fd) {
        this.path = path;
        this.fd = fd;
    }

    static Descriptor open(String path, int flags) throws HostException {
        var call = Libc.open(path, flags);
        if (call.failed()) {
            throw Failures.of(call.errno(), FailedCall.OPEN, path);
        }
        return new Descriptor(path, (int) call.value());
    }

    int fd() {
        return fd;
    }

    /** Reads to the end, at most {@code limit} bytes; more is an EFBIG. */
    byte[] readAll(int limit) throws HostException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(64 << 10);
            while (true) {
                var call = Libc.read(fd, buffer);
                if (call.failed()) {
                    throw Failures.of(call.errno(), FailedCall.READ, path);
                }
                if (call.value() == 0) {
                    return bytes.toByteArray();
                }
                if (bytes.size() + call.value() > limit) {
                    throw new HostException(daxplane.host.Errno.EFBIG, FailedCall.READ, path, "longer than " + limit + " bytes");
                }
                bytes.writeBytes(buffer.asSlice(0, call.value()).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    /** One write(2). */
    int write(byte[] bytes) throws HostException {
        try (Arena arena = Arena.ofConfined()) {
            var call = Libc.write(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
            if (call.failed()) {
                throw Failures.of(call.errno(), FailedCall.WRITE, path);
            }
            return (int) call.value();
        }
    }

    byte[] read(long offset, int length) throws HostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(length, 4096);
            long done = 0;
            while (done < length) {
                var call = Libc.pread(fd, buffer.asSlice(done), offset + done);
                if (call.failed()) {
                    throw Failures.of(call.errno(), FailedCall.READ, path);
                }
                if (call.value() == 0) {
                    throw new HostException(daxplane.host.Errno.EINVAL, FailedCall.READ, path, "reads past its end");
                }
                done += call.value();
            }
            return buffer.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    void write(long offset, byte[] bytes) throws HostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(bytes.length, 4096);
            buffer.copyFrom(MemorySegment.ofArray(bytes));
            long done = 0;
            while (done < bytes.length) {
                var call = Libc.pwrite(fd, buffer.asSlice(done), offset + done);
                if (call.failed()) {
                    throw Failures.of(call.errno(), FailedCall.WRITE, path);
                }
                done += call.value();
            }
        }
    }

    void ioctl(long request, MemorySegment argument) throws HostException {
        var call = Libc.ioctl(fd, request, argument);
        if (call.failed()) {
            throw Failures.of(call.errno(), FailedCall.IOCTL, path);
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
