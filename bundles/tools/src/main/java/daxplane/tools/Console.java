package daxplane.tools;

import org.osgi.annotation.versioning.ConsumerType;

/** Where a tool prints. Text comes in the pieces and in the order in which the original writes them, newlines included. */
@ConsumerType
public interface Console {

    void stdout(String text);

    void stderr(String text);

    /** Whether the standard output is a terminal: some commands then print sizes for people. */
    default boolean terminal() {
        return false;
    }

    /** Bytes that are no text: a label area or an info block that is sent to the standard output. */
    void stdout(byte[] bytes);
}
