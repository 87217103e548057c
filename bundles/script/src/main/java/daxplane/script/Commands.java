package daxplane.script;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What the words of a simple command mean. */
@ConsumerType
@FunctionalInterface
public interface Commands {

    /**
     * Runs a command. What goes wrong is printed; nothing is thrown.
     *
     * @param words at least one, the command's name first
     * @return exit status, 0 to 255
     */
    int run(List<String> words, Streams streams);

    /** Whether there is a command of this name. Who cannot tell says that there is. */
    default boolean knows(String name) {
        return true;
    }

    /** The next command may take this long. Not every host of a script can end a command. */
    default Limit limit(Duration duration) {
        return Limit.NONE;
    }
}
