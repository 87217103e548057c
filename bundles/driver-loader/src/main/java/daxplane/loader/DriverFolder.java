package daxplane.loader;

import daxplane.host.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The folder {@code drivers/} of a state directory: {@code NAME.jar} was installed by an operator, {@code NAME.removed} marks
 * a shipped driver that he removed.
 */
record DriverFolder(Path directory) {

    private static final String JAR = ".jar";
    private static final String REMOVED = ".removed";

    List<Path> jars() {
        return with(JAR);
    }

    /** Names of shipped bundles that are to stay out. */
    List<String> removed() {
        return with(REMOVED).stream().map(file -> file.getFileName().toString()).map(name -> name.substring(0, name.length() - REMOVED.length())).toList();
    }

    static String fileName(String bundle) {
        return bundle + JAR;
    }

    private List<Path> with(String ending) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException none) {
            return List.of(); // nothing was ever installed, or it cannot be read: then what is shipped counts
        }
    }

    void keep(DriverJar jar) throws DriverRefused {
        try {
            Files.createDirectories(directory);
            Path part = directory.resolve(jar.name() + ".part");
            Files.write(part, jar.bytes());
            Files.move(part, directory.resolve(jar.name() + JAR), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(directory.resolve(jar.name() + REMOVED));
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        }
    }

    /** @return whether there was one */
    boolean drop(String name) throws DriverRefused {
        try {
            return Files.deleteIfExists(directory.resolve(name + JAR));
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        }
    }

    void markRemoved(String name) throws DriverRefused {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(name + REMOVED), new byte[0]);
        } catch (IOException unwritable) {
            throw unwritable(unwritable);
        }
    }

    private DriverRefused unwritable(IOException why) {
        return new DriverRefused(Errno.of(why).orElse(Errno.EIO),
                "the folder of plug-ins cannot be written: " + Errno.said(why));
    }
}
