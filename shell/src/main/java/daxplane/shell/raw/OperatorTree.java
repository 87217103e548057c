package daxplane.shell.raw;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files of whoever sits at the console: where answers are kept, and what is read with them. */
final class OperatorTree {

    /** A file that is read whole; the largest output of ours is a quarter of it. */
    static final long LARGEST_BYTES = 64L << 20;

    private OperatorTree() {
    }

    static List<String> list(String directory) {
        try (var entries = Files.list(Path.of(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException | InvalidPathException none) {
            return List.of();
        }
    }

    static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** @throws IOException with the words of the kernel: {@code No such file or directory} */
    static String read(String path) throws IOException {
        try {
            var file = Path.of(path);
            if (Files.isDirectory(file)) {
                throw new IOException("Is a directory");
            }
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST_BYTES) {
                throw new IOException("larger than " + (LARGEST_BYTES >> 20) + " MiB");
            }
            try (var in = Files.newInputStream(file)) {
                return new String(in.readNBytes((int) LARGEST_BYTES), StandardCharsets.UTF_8);
            }
        } catch (FileSystemException | InvalidPathException unreadable) {
            throw new IOException(reason(unreadable), unreadable);
        }
    }

    /** @return exit status; what went wrong is printed */
    static int open(String path, boolean append, PrintStream err) {
        return attempt(path, err, () -> {
            if (append) {
                Files.write(Path.of(path), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                Files.write(Path.of(path), new byte[0]);
            }
        });
    }

    /** @return exit status; what went wrong is printed */
    static int append(String path, byte[] bytes, PrintStream err) {
        return attempt(path, err, () -> Files.write(Path.of(path), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @FunctionalInterface
    private interface Act {
        void perform() throws IOException;
    }

    private static int attempt(String path, PrintStream err, Act act) {
        try {
            act.perform();
            return 0;
        } catch (IOException | InvalidPathException unwritable) {
            err.println("daxplane: " + daxplane.shell.screen.Visible.line(path + ": " + reason(unwritable)));
            return 1;
        }
    }

    private static String reason(Exception why) {
        return switch (why) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case DirectoryNotEmptyException _ -> "Is a directory";
            case InvalidPathException _ -> "no path";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(why.getMessage());
        };
    }
}
