package daxplane.shell.script;

import java.io.PrintStream;
import java.util.List;

/** The files of the machine, as far as the language itself touches them: patterns, and what {@code >} writes to. */
public interface Tree {

    /** Names in a directory; none when it can not be listed. */
    List<String> list(String directory);

    boolean exists(String path);

    /**
     * Writes the whole text in one go.
     *
     * @param words the command that printed the text; none when there was only {@code >}
     * @param err where to say why it did not work
     * @return exit status of the command that printed the text
     */
    int write(List<String> words, String path, String text, PrintStream err);
}
