package daxplane.host.linux;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Attribute files, one system call each for what matters: an open and a read or a write. */
final class FileAttributes implements Attributes {

    private static final int LONGEST_LINK = 4096;

    private final BiConsumer<String, String> afterWrite;

    /** @param afterWrite told path and value of each write that the kernel was asked for, whatever it answered */
    FileAttributes(BiConsumer<String, String> afterWrite) {
        this.afterWrite = afterWrite;
    }

    /** For looking only: nobody is told about writes. */
    static FileAttributes unobserved() {
        return new FileAttributes((path, value) -> { });
    }

    @Override
    public String read(String path) throws HostException {
        return new String(readBytes(path), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] readBytes(String path) throws HostException {
        try (var file = Descriptor.open(path, Libc.O_RDONLY | Libc.O_NONBLOCK)) {
            return file.readAll(LONGEST_BYTES);
        }
    }

    @Override
    public int write(String path, String value, Cancellation cancellation) throws HostException {
        try (var file = Descriptor.open(path, Libc.O_WRONLY)) {
            try (var _ = Interruption.of(cancellation)) {
                return file.write(value.getBytes(StandardCharsets.UTF_8));
            } finally {
                afterWrite.accept(path, value);
            }
        }
    }

    @Override
    public List<String> list(String directory) throws HostException {
        // The directory stream of the JDK is a bare readdir loop: it keeps the kernel's order.
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException failure) {
            throw of(failure instanceof DirectoryIteratorException inner ? inner.getCause() : (IOException) failure, FailedCall.LIST, directory);
        }
        return names;
    }

    @Override
    public String readLink(String path) throws HostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(LONGEST_LINK);
            var call = Libc.readlink(path, buffer);
            if (call.failed()) {
                throw Failures.of(call.errno(), FailedCall.READ_LINK, path);
            }
            return new String(buffer.asSlice(0, call.value()).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String realPath(String path) throws HostException {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException failure) {
            throw of(failure, FailedCall.READ_LINK, path);
        }
    }

    @Override
    public Kind kind(String path) {
        Path file = Path.of(path);
        if (Files.isSymbolicLink(file)) {
            return Kind.LINK;
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.DIRECTORY;
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Kind.FILE : Kind.ABSENT;
    }

    private static HostException of(IOException failure, FailedCall stage, String path) {
        return Failures.of(Errno.of(failure).orElse(Errno.EIO).number(), stage, path);
    }
}
