package daxplane.shell.command;

import daxplane.host.Errno;
import daxplane.tools.LocalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files of whoever sits at the console. */
record OperatorFiles(InputStream standardInputStream) implements LocalFiles {

    @Override
    public byte[] read(String path) throws IOException {
        try (var file = Files.newInputStream(path(path))) {
            return bounded(file, path);
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        var path = path(directory);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        Files.write(path(path), bytes);
    }

    @Override
    public void append(String path, byte[] bytes) throws IOException {
        Files.write(path(path), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public byte[] readStart(String path, int bytes) throws IOException {
        try (var file = Files.newInputStream(path(path))) {
            return file.readNBytes(bytes);
        }
    }

    @Override
    public long length(String path) throws IOException {
        var file = path(path);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(path, null, Errno.EISDIR.text());
        }
        return Files.size(file);
    }

    @Override
    public void writeStart(String path, byte[] bytes) throws IOException {
        try (var file = FileChannel.open(path(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left);
            }
        }
    }

    @Override
    public void link(String path, String target) throws IOException {
        Files.createSymbolicLink(path(path), path(target));
    }

    @Override
    public byte[] standardInput() throws IOException {
        return bounded(standardInputStream, "the standard input");
    }

    private static byte[] bounded(InputStream stream, String name) throws IOException {
        var bytes = stream.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length > LONGEST_BYTES) {
            throw new IOException(name + " is longer than " + LONGEST_BYTES + " bytes");
        }
        return bytes;
    }

    private static Path path(String path) throws IOException {
        try {
            return Path.of(path);
        } catch (InvalidPathException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }
}
