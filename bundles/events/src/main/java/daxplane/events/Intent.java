package daxplane.events;

import daxplane.host.Quoting;
import java.util.List;
import java.util.Optional;

/** What was to come of an operation: one case for each kind of command. What it consented to is among its options. */
public sealed interface Intent {

    /** What can be one of several. */
    sealed interface OfOne extends Intent {
    }

    /** Bring an object into a kind of ownership. @param mode name of the mode */
    record Assign(Target target, String mode, List<Option> options) implements OfOne {
    }

    /** Let go of an object, back to what it is by default. */
    record Release(Target target, List<Option> options) implements OfOne {
    }

    /**
     * Enable, disable, rename, create, destroy or resize an object; restore or initialise the labels of a DIMM.
     *
     * @param what one of the words below
     * @param name of {@code rename} the name that it gets, of {@code create} the mode, of {@code resize} the bytes, of
     *             {@code restore-labels} the revision, of {@code init-labels} their version; else empty text
     */
    record Adjust(Target target, String what, String name, List<Option> options) implements OfOne {
        public static final String ENABLE = "enable";
        public static final String DISABLE = "disable";
        public static final String RENAME = "rename";
        public static final String CREATE = "create";
        public static final String DESTROY = "destroy";
        public static final String RESIZE = "resize";
        public static final String RESTORE_LABELS = "restore-labels";
        public static final String INIT_LABELS = "init-labels";
    }

    /**
     * Several commands as one operation.
     *
     * @param keepGoing whether the others are done all the same when one fails; otherwise all are done, or none
     */
    record Several(List<Part> parts, boolean keepGoing) implements Intent {
        public Several {
            parts = List.copyOf(parts);
        }
    }

    /** One of {@link Several}. @param command as it would be typed alone, for people */
    record Part(String command, OfOne intent) {
    }

    /** Bring back what drifted. @param everything whether it named nothing; the targets are what had drifted then */
    record Recover(boolean everything, List<Target> targets, List<Option> options) implements OfOne {
        public Recover(boolean everything, List<Target> targets) {
            this(everything, targets, List.of());
        }
    }

    /** Take what is observed as what is wanted. @param everything whether it named nothing */
    record Accept(boolean everything, List<Target> targets) implements Intent {
    }

    /** Bring back what an operation changed. */
    record Undo(String operation, List<Target> targets, List<Option> options) implements Intent {
        public Undo(String operation, List<Target> targets) {
            this(operation, targets, List.of());
        }
    }

    /** Effects by hand; the steps are the effects. @param leakUntilReboot whether it was accepted that memory is lost until the next boot */
    record ByHand(boolean leakUntilReboot, List<Target> targets) implements Intent {
    }

    /** A tool's run. @param argv its name and its arguments, one word each */
    record ToolRun(List<String> argv) implements Intent {

        /** As it is typed: a word of more than plain characters is quoted. */
        public String typed() {
            return Quoting.line(argv);
        }
    }

    /** The power switch of a simulated machine. @param orderly whether the machine shut down first */
    record Power(boolean orderly) implements Intent {
    }

    /**
     * A driver bundle comes, is exchanged, or goes.
     *
     * @param driver as the operator named it
     * @param file   name of the jar; empty when none is brought
     */
    record DriverChange(Action action, String driver, Optional<String> file) implements Intent {
        public enum Action {
            INSTALL, UPDATE, REMOVE
        }
    }

    /** Something that an operator configures. Never a secret. @param value empty text: the default */
    record ConfigurationChange(String key, String value) implements Intent {
    }

    /** Of a record of version 1, which has the command's text alone. The fold reads it once, by rules that are frozen. */
    record Unresolved(String command) implements Intent {
    }

    /** An option of a command. @param value empty text for a switch */
    record Option(String name, String value) {
    }

    /** Whether it changes no machine, but what daxplane works with. */
    default boolean asideOfMachine() {
        return this instanceof DriverChange || this instanceof ConfigurationChange;
    }

    /** What it named, as far as that was known beforehand. */
    default List<Target> about() {
        return switch (this) {
            case Assign(var target, var _, var _) -> List.of(target);
            case Release(var target, var _) -> List.of(target);
            case Adjust(var target, var _, var _, var _) -> List.of(target);
            case Recover(var _, var targets, var _) -> targets;
            case Accept(var _, var targets) -> targets;
            case Undo(var _, var targets, var _) -> targets;
            case ByHand(var _, var targets) -> targets;
            case Several(var parts, var _) -> parts.stream().flatMap(part -> part.intent().about().stream()).distinct().toList();
            case ToolRun _, Power _, DriverChange _, ConfigurationChange _, Unresolved _ -> List.of();
        };
    }
}
