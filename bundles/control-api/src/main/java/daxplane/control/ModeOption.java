package daxplane.control;

import java.util.List;

/**
 * An option that a mode understands. Parsing, checking, help and completion all follow from it.
 *
 * @param name  without hyphens
 * @param value what stands behind it
 */
public record ModeOption(String name, Value value, String help) {

    /** Take the device although processes have it mapped. Understood by every command that changes an owner. */
    public static final ModeOption DESPITE_HOLDERS = flag("despite-holders",
            "take the device although processes have it mapped; they get SIGBUS");

    /** How long who has a lease may take to let go. Understood by every command that changes a mapping. */
    public static final ModeOption DRAIN = free("drain", "SECONDS", "5", "how long who has a lease on it may take to let go; 5");

    /** Ask nobody who has a lease; then he is in the way as any other. */
    public static final ModeOption NO_DRAIN = flag("no-drain", "do not ask who has a lease on it to let go first");

    /** Destroy what a namespace holds. Understood by every command that writes labels and info blocks anew. */
    public static final ModeOption DISCARD_CONTENTS = flag("discard-contents", "destroy what the namespace holds");

    /** Make memory good that is known to be bad. Understood by every command that hands memory over. */
    public static final ModeOption CLEAR_ERRORS = flag("clear-errors", "make good what is known to be bad; what it held is lost");

    /** Make RAM of a DIMM of which the house's rules say that somebody must know what he does. */
    public static final ModeOption UNSUITABLE_OK = consent("unsuitable-ok", "make RAM of it although its DIMM may not be meant for that");

    /** What stands behind an option. */
    public sealed interface Value {

        /**
         * Nothing: it is given, or not.
         *
         * @param consent whether it accepts what a rule warns of, for as long as the device is used in this way: whoever brings
         *                back a use that was there once gives it again
         */
        record Flag(boolean consent) implements Value {
        }

        /** One of these words. @param words the default first */
        record OneOf(List<String> words) implements Value {
            public OneOf {
                words = List.copyOf(words);
                if (words.isEmpty()) {
                    throw new IllegalArgumentException("an option with a value that none is allowed for");
                }
            }
        }

        /**
         * Any text; the mode says whether it makes sense.
         *
         * @param placeholder its name in usage lines: {@code RUNS}
         * @param example     one that has the right form: {@code 33-34:movable,35:offline}
         */
        record Free(String placeholder, String example) implements Value {
        }
    }

    public static ModeOption flag(String name, String help) {
        return new ModeOption(name, new Value.Flag(false), help);
    }

    /** A flag that accepts what a rule warns of. */
    public static ModeOption consent(String name, String help) {
        return new ModeOption(name, new Value.Flag(true), help);
    }

    /** @param words the default first */
    public static ModeOption oneOf(String name, List<String> words, String help) {
        return new ModeOption(name, new Value.OneOf(words), help);
    }

    public static ModeOption free(String name, String placeholder, String example, String help) {
        return new ModeOption(name, new Value.Free(placeholder, example), help);
    }

    public boolean isConsent() {
        return value.equals(new Value.Flag(true));
    }
}
