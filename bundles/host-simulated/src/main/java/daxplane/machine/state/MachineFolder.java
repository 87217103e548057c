package daxplane.machine.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that a machine lives in: {@code volatile.log}, {@code lock}, and media files.
 *
 * @param directory need not exist
 */
public record MachineFolder(Path directory) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public Path log() {
        return directory.resolve("volatile.log");
    }

    /**
     * Whether a machine was ever booted here.
     *
     * @throws IOException nobody can tell: what may not be looked at is not empty
     */
    public boolean holdsMachine() throws IOException {
        try {
            Files.readAttributes(log(), BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException none) {
            refuseFileInTheWay();
            return false;
        }
    }

    /** The JDK says of a path that leads through a file what it says of one that leads nowhere. */
    private void refuseFileInTheWay() throws NotDirectoryException {
        for (Path way = directory.toAbsolutePath(); way != null; way = way.getParent()) {
            if (Files.exists(way)) {
                if (!Files.isDirectory(way)) {
                    throw new NotDirectoryException(way.toString());
                }
                return;
            }
        }
    }

    /**
     * Takes the right to change the machine; it ends with the process at the latest.
     *
     * @return empty when another process has it
     * @throws IOException the folder cannot be written
     */
    public Optional<Closeable> tryHold() throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(lock(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            withdraw();
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0).write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException heldInThisProcess) {
            // as good as held by another
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return Optional.empty();
    }

    /** Whoever can read a file can lock it against those who write. One that an earlier version made could be read. */
    private void withdraw() throws IOException {
        try {
            if (!Files.getPosixFilePermissions(lock()).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(lock(), OWNER_ONLY);
            }
        } catch (FileSystemException notOurs) {
            // Its owner has shared it with us, and decides who else may have it.
        }
    }

    /** For messages: {@code process 4711}, or that another process it is. */
    public String holder() {
        try {
            String pid = Files.readString(lock()).strip();
            return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    private Path lock() {
        return directory.resolve("lock");
    }

    /** Which version of the log is there; equal stamps mean equal contents. */
    public Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(log(), BasicFileAttributes.class);
        return new Stamp(String.valueOf(attributes.fileKey()), attributes.size());
    }

    /** The log only grows until it is replaced by another file. */
    public record Stamp(String file, long bytes) {
    }
}
