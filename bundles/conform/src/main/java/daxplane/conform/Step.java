package daxplane.conform;

import java.util.Optional;
import java.util.SortedMap;

/** One step of a recording: what was done, what the kernel or the tool answered, and what was different afterwards. */
public record Step(int number, Action action, Result result, SortedMap<String, Optional<String>> difference) {

    /** What was done. */
    public sealed interface Action {

        /** One open and one write. */
        record Write(String path, String value) implements Action {
        }

        /** One open and reading to the end. */
        record Read(String path) implements Action {
        }

        /** A line of shell. */
        record Exec(String command) implements Action {
        }

        /** The machine booted anew. */
        record Reboot() implements Action {
        }

        /** Something that a host has no means for; {@code what} names it. */
        record Other(String what) implements Action {
        }
    }

    /** What came back. */
    public sealed interface Result {

        record Done(int bytes) implements Result {
        }

        record Failed(String errno, String at) implements Result {
        }

        record Ended(int exitCode, String out, String err) implements Result {
        }

        record Text(String text) implements Result {
        }

        record Nothing() implements Result {
        }
    }
}
