package daxplane.script;

import java.io.PrintStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The files of the machine, as far as the language itself touches them: patterns, and what {@code >} writes to. */
@ConsumerType
public interface Tree {

    /** Names in a directory; none when it cannot be listed. */
    List<String> list(String directory);

    boolean exists(String path);

    /** Whether {@code >} may write there: to what exists, unless a tree has room for new files. */
    default boolean writable(String path) {
        return exists(path) && !isDirectory(path);
    }

    /** A directory, or a link to one. */
    boolean isDirectory(String path);

    /** Where relative paths start, without a slash at its end; empty: relative patterns are taken as they are. */
    default String directory() {
        return "";
    }

    /**
     * Whether what {@code >} names is opened before the command runs and written whatever it prints, also nothing: a file. An
     * attribute is written when there is something to write.
     */
    default boolean isFile(String path) {
        return false;
    }

    /** Opens a file for {@code >}: makes it, or empties it. @return exit status; not 0: it was said why not, and the command does not run */
    default int open(String path, boolean append, PrintStream err) {
        return 0;
    }

    /** Writes behind what is in a file that was opened. @return exit status */
    default int append(String path, byte[] bytes, PrintStream err) {
        return 0;
    }

    /**
     * Writes the whole text in one go.
     *
     * @param words the command that printed the text; none when there was only {@code >}
     * @param err where to say why it did not work
     * @return exit status of the command that printed the text
     */
    int write(List<String> words, String path, String text, PrintStream err);

    /** As {@link #write}, behind what there is. The kernel's attributes do not tell the difference. */
    default int append(List<String> words, String path, String text, PrintStream err) {
        return write(words, path, text, err);
    }
}
