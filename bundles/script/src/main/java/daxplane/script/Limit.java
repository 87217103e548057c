package daxplane.script;

import org.osgi.annotation.versioning.ConsumerType;

/** How long a command may take. Asked from the command's thread and from others. */
@ConsumerType
public interface Limit extends AutoCloseable {

    /** Exit status of what is ended by its limit, as a shell gives it: 128 and the number of SIGTERM. */
    int STATUS = 143;

    /** For commands that nothing ends. */
    Limit NONE = () -> false;

    /** Whether the command has been ended: what it prints from then on is not heard. */
    boolean reached();

    /** The command is over. */
    @Override
    default void close() {
    }
}
