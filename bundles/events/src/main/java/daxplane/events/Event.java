package daxplane.events;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the journal remembers. Past tense; fields are only ever added, never changed or removed (docs/JOURNAL.md).
 *
 * <p>The state of a machine at a revision is the fold of {@link BootObserved} (a whole picture) and {@link FactsObserved}; what
 * effects do to id lists, which nobody can look at, is among those facts.
 */
public sealed interface Event {

    /**
     * A boot that the journal had not seen before, with the whole picture of its start. What the previous boot held in
     * volatile memory is lost with it.
     *
     * @param lost      what was lost: bindings, ids, leaks, pins
     * @param decisions what is wanted of objects that nobody had decided about; empty: a record of version 1, for which it follows
     *                  from the picture by a frozen rule. Since version 2
     */
    record BootObserved(String bootId, String host, String kernelRelease, Inventory picture, List<Statement> lost, Optional<List<Decision>> decisions)
            implements Event {

        /** As version 1 has it. */
        public BootObserved(String bootId, String host, String kernelRelease, Inventory picture, List<Statement> lost) {
            this(bootId, host, kernelRelease, picture, lost, Optional.empty());
        }
    }

    /**
     * Somebody decided to do something, and this is the whole plan. Durable before the first effect.
     *
     * @param command what was typed, for people; nobody reads it to know what was meant
     * @param intent  what was meant. Since version 2
     */
    record OperationIntended(String operation, String command, String actor, String reason, List<PlannedStep> steps, Intent intent)
            implements Event {

        /** As version 1 has it. */
        public OperationIntended(String operation, String command, String actor, String reason, List<PlannedStep> steps) {
            this(operation, command, actor, reason, steps, new Intent.Unresolved(command));
        }
    }

    /**
     * @param afterwards condition that shows that the step worked, for people
     * @param undo       effects that take the step back, in the order to perform them
     * @param irreversible why it cannot be taken back, when it cannot
     */
    record PlannedStep(Effect effect, String afterwards, List<Effect> undo, Optional<String> irreversible) {
    }

    /**
     * An effect and the kernel's answer. {@code step} counts from 1; 0 means an undo step or an effect outside of any plan.
     *
     * @param undo for bytes that were written over: the effect that puts back what stood there. Since version 2
     */
    record EffectPerformed(String operation, int step, Effect effect, EffectResult result, long durationNanos, List<Effect> undo) implements Event {

        public EffectPerformed {
            undo = List.copyOf(undo);
        }

        /** Nothing was written over; or as version 1 has it. */
        public EffectPerformed(String operation, int step, Effect effect, EffectResult result, long durationNanos) {
            this(operation, step, effect, result, durationNanos, List.of());
        }
    }

    /**
     * What a look at the machine showed to be different.
     *
     * @param cause the operation that explains it, or {@link Cause#EXTERNAL} when none of ours does
     */
    record FactsObserved(Cause cause, List<Fact> facts) implements Event {
    }

    /**
     * A step did not reach its condition.
     *
     * @param code  why, for programs: a word of {@link FailureCode}, or {@link Statement#TOLD}. Since version 2
     * @param errno name of the errno. Since version 2
     * @param about the objects that the step is about. Since version 2
     * @param what  the same for people
     */
    record StepFailed(String operation, int step, String what, String code, String errno, List<Target> about) implements Event {

        public StepFailed {
            about = List.copyOf(about);
        }

        /** As version 1 has it. */
        public StepFailed(String operation, int step, String what) {
            this(operation, step, what, Statement.TOLD, "", List.of());
        }
    }

    /**
     * How an operation ended. Durable before its outcome is reported.
     *
     * @param decisions what it decided; empty: a record of version 1, for which it follows from the text by frozen rules
     * @param left      what it left behind
     * @param parts     of several commands as one operation what became of each, in their order, when not the same of all
     */
    record OperationEnded(String operation, Outcome outcome, String summary, Optional<List<Decision>> decisions, List<LeftBehind> left,
            List<PartEnded> parts) implements Event {

        public OperationEnded {
            parts = List.copyOf(parts);
        }

        public OperationEnded(String operation, Outcome outcome, String summary, Optional<List<Decision>> decisions, List<LeftBehind> left) {
            this(operation, outcome, summary, decisions, left, List.of());
        }

        /** As version 1 has it. */
        public OperationEnded(String operation, Outcome outcome, String summary) {
            this(operation, outcome, summary, Optional.empty(), List.of());
        }
    }

    /** What became of one of several commands. @param what why it was not done; empty text when it was */
    record PartEnded(String command, Outcome outcome, String what) {
    }

    enum Outcome {
        /** Every step did what it should. */
        COMPLETED,
        /** It failed, and everything was taken back. */
        UNDONE,
        /** It failed, and something was left behind; the summary says what and how to take it back. */
        PARTIAL,
        /** Nobody knows: the process died in between. Settled at the next start. */
        IN_DOUBT
    }

    /** An operation in doubt was looked at after a crash, and completed or taken back. The rest is as {@link OperationEnded} has it. */
    record OperationSettled(String operation, Outcome outcome, String how, Optional<List<Decision>> decisions, List<LeftBehind> left,
            List<PartEnded> parts) implements Event {

        public OperationSettled {
            parts = List.copyOf(parts);
        }

        public OperationSettled(String operation, Outcome outcome, String how, Optional<List<Decision>> decisions, List<LeftBehind> left) {
            this(operation, outcome, how, decisions, left, List.of());
        }

        /** As version 1 has it. */
        public OperationSettled(String operation, Outcome outcome, String how) {
            this(operation, outcome, how, Optional.empty(), List.of());
        }
    }

    /**
     * A command that was not begun, by a rule of ours or the kernel's, or of a tool.
     *
     * @param errno     name of the errno; empty text when a tool's exit code names none
     * @param object    what the rule is about, by its name of then
     * @param rule      the rule with the facts that break it, for people; of a tool what it printed
     * @param operation id that the caller gave the command, so that a retry gets this refusal again; empty text when it gave
     *                  none. Since version 2
     * @param code      which rule it is, for programs; {@link Statement#TOLD} in version 1. Since version 2
     * @param about     what the command and the rule are about. Since version 2
     * @param exitCode  of a tool that refused by itself. Since version 2
     */
    record Refused(String command, String actor, String reason, String errno, String object, String rule, String remedy, String operation,
            String code, List<Target> about, OptionalInt exitCode) implements Event {

        public Refused {
            about = List.copyOf(about);
        }

        /** As version 1 has it. */
        public Refused(String command, String actor, String reason, String errno, String object, String rule, String remedy) {
            this(command, actor, reason, errno, object, rule, remedy, "", Statement.TOLD, List.of(), OptionalInt.empty());
        }
    }

    /**
     * A plug-in came, went, or was exchanged. Digests are SHA-256 in hex; empty text where there was none.
     *
     * @param operation since version 2
     * @param offers    what it offers, before or afterwards, each with its kind: {@code module kmem}, {@code mode devdax}; sorted. Since version 2
     */
    record DriverChanged(String driver, String action, String versionBefore, String digestBefore, String versionAfter,
            String digestAfter, String result, String operation, List<String> offers) implements Event {

        private static final String MODULE = "module ";
        private static final String LABELS = "labels ";

        /** Kernel modules that it offers. */
        public List<String> modules() {
            return offers.stream().filter(offer -> offer.startsWith(MODULE)).map(offer -> offer.substring(MODULE.length())).toList();
        }

        /**
         * What people call such a bundle: by the kind of what it offers, {@code plug-in} when it offers several kinds or nobody knows. A label
         * store comes with the module through which the kernel has it. Version 1 knows drivers alone.
         */
        public String word() {
            if (operation.isEmpty()) {
                return "driver";
            }
            var kinds = offers.stream().map(offer -> offer.substring(0, offer.indexOf(' ') + 1)).collect(Collectors.toCollection(TreeSet::new));
            if (kinds.contains(LABELS)) {
                kinds.remove(MODULE);
            }
            return kinds.size() != 1 ? "plug-in" : switch (kinds.getFirst()) {
                case MODULE -> "driver";
                case LABELS -> "label store";
                case "mode ", "command ", "host " -> kinds.getFirst().strip();
                default -> "plug-in";
            };
        }

        /** The same, of an operation. */
        public DriverChanged of(String id) {
            return new DriverChanged(driver, action, versionBefore, digestBefore, versionAfter, digestAfter, result, id, offers);
        }

        /** As version 1 has it: of no operation. */
        public DriverChanged(String driver, String action, String versionBefore, String digestBefore, String versionAfter,
                String digestAfter, String result) {
            this(driver, action, versionBefore, digestBefore, versionAfter, digestAfter, result, "", List.of());
        }
    }

    /**
     * Something an operator configures changed. Never a secret.
     *
     * @param before    empty text: the default
     * @param after     empty text: the default again
     * @param operation since version 2
     */
    record ConfigurationChanged(String key, String before, String after, String operation) implements Event {

        /** As version 1 has it: of no operation. */
        public ConfigurationChanged(String key, String before, String after) {
            this(key, before, after, "");
        }
    }

    /** The rebuilt picture and the machine differ at a start. Shown, never silently adopted. */
    record DriftDetected(List<Deviated> differences) implements Event {
    }
}
