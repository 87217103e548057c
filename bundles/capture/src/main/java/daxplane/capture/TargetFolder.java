package daxplane.capture;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Where a definition goes: a folder that was not there, or was empty; after a failure it is that again. */
record TargetFolder(Path path, boolean existed) {

    /** @throws FileSystemException it is there and is no empty folder, or cannot be made */
    static TargetFolder prepare(Path path) throws IOException {
        if (Files.exists(path)) {
            if (!Files.isDirectory(path)) {
                throw new NotDirectoryException(path.toString());
            }
            if (!isEmpty(path)) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            return new TargetFolder(path, true);
        }
        Files.createDirectories(path);
        return new TargetFolder(path, false);
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (var entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    /** Takes away what a failed capture has written: everything in here is ours. */
    void clear() throws IOException {
        try (var entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
        }
        if (!existed) {
            Files.deleteIfExists(path);
        }
    }
}
