package daxplane.launcher;

import daxplane.launch.Application;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The archive of loaded classes that makes the next start of the JVM faster (application class-data sharing).
 *
 * <p>bin/daxplane names the file. When it is missing, the JVM was started so that it can
 * write one, and this run leaves it behind, after a rehearsal of what later runs may do. The file appears at once and whole: a process that is killed in between leaves
 * at most a temporary file, and of several processes the last one wins.
 */
record StartArchive(Path file) {

    /** The file that bin/daxplane looks for. Absent when there is no place for one. */
    static final String FILE_PROPERTY = "daxplane.archive";

    /** Present when the JVM records what an archive needs. */
    static final String RECORDING_PROPERTY = "daxplane.archive.recording";

    /** Lets the application exercise itself when the JVM records: an archive is only as good as what was loaded before. */
    static void rehearse(Application application, Ending ending) {
        if (System.getProperty(RECORDING_PROPERTY) == null || !sharing()) {
            return;
        }
        try {
            var scratch = ending.scratch(Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "rehearsal-"));
            try {
                application.rehearse(scratch);
            } finally {
                Directories.delete(scratch);
            }
        } catch (IOException | RuntimeException unimportant) {
            System.err.println("WARNING: the rehearsal ended early: " + unimportant);
        }
    }

    static void leaveBehind() {
        var file = System.getProperty(FILE_PROPERTY);
        if (file == null) {
            return;
        }
        var archive = new StartArchive(Path.of(file));
        try {
            if (System.getProperty(RECORDING_PROPERTY) != null) {
                if (sharing()) {
                    archive.write();
                }
            } else if (!sharing()) {
                // The JVM could not use the file; without it the next start makes a new one.
                Files.deleteIfExists(archive.file);
            }
        } catch (IOException | JMException | RuntimeException unimportant) {
            System.err.println("WARNING: no start-up archive: " + unimportant);
        }
    }

    /** A runtime without an archive of the JDK's own classes (as jlink makes it) uses none of ours, and cannot write one. */
    private static boolean sharing() {
        return System.getProperty("java.vm.info", "").contains("sharing");
    }

    /** {@code x.jsa.1234} while process 1234 lives. */
    private static boolean isBeingWritten(String name) {
        var process = name.substring(name.lastIndexOf('.') + 1);
        return process.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(process)).isPresent();
    }

    private void write() throws IOException, JMException {
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the JDK announces the archive there
        var whole = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmCds",
                    new Object[] {new String[] {"dynamic_dump", whole.toString()}}, new String[] {String[].class.getName()});
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            deleteOlder();
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Those of an installation that lay in the same place before, and halves of processes that were killed. */
    private void deleteOlder() throws IOException {
        try (var others = Files.newDirectoryStream(file.getParent(), "*.jsa*")) {
            for (var other : others) {
                if (!other.equals(file) && !isBeingWritten(other.getFileName().toString())) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
