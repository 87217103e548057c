package daxplane.conform;

import com.fasterxml.jackson.core.TreeNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * One step of a recording: what was done, what the kernel or the tool answered, and what was different afterwards.
 *
 * @param stateFile the whole state afterwards; empty where the difference tells
 * @param labels    label areas that changed, by name of the DIMM
 * @param bound     devices that a driver took, as the kernel told it
 * @param blind     nobody looked at the state afterwards: something held a lock that a look would have waited for
 * @param took      how long, the look at the machine afterwards not counted
 * @param lists     what the tools listed afterwards, by name of the tool, where it changed
 */
public record Step(int number, Action action, Result result, SortedMap<String, Optional<String>> difference, Optional<String> stateFile,
        SortedMap<String, LabelBytes> labels, SortedMap<String, TreeNode> lists, Set<String> bound, boolean blind, Duration took) {

    /** One of which nobody wrote down how long it took. */
    public Step(int number, Action action, Result result, SortedMap<String, Optional<String>> difference, Optional<String> stateFile,
            SortedMap<String, LabelBytes> labels, SortedMap<String, TreeNode> lists, Set<String> bound, boolean blind) {
        this(number, action, result, difference, stateFile, labels, lists, bound, blind, Duration.ZERO);
    }

    /** @param file file of the case with its bytes, gzipped; empty: all zero */
    public record LabelBytes(String sha256, Optional<String> file, int bytes) {
    }

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

        /** A program starts and goes on, under this tag. */
        record Spawn(String tag, String command) implements Action {
        }

        /** A program that goes on is killed. */
        record Kill(String tag) implements Action {
        }

        /** Nothing happens for a while, which nobody wrote down. */
        record Sleep() implements Action {
        }

        /** Somebody edits the media behind the kernel's back: the label areas are what the step's {@link Step#labels} say. */
        record EditMedia() implements Action {
        }

        /** A look at everything below a directory. @param file of the case, with what there was */
        record ReadTree(String path, String file) implements Action {
        }

        /** One open and reading to the end of what is no text. @param file of the case, with the bytes */
        record ReadBytes(String path, String file) implements Action {
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
