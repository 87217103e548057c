package daxplane.control;


import daxplane.events.Event.PartEnded;
import daxplane.events.FailureCode;
import daxplane.events.ledger.MachineState;
import daxplane.host.Errno;
import java.util.List;

/** How a command ended. Its record is durable when this is returned, except where it says otherwise. */
public sealed interface Outcome {

    /** Exit code of a one-shot command (docs/ARCHITECTURE.md section 6). */
    int exitCode();

    /**
     * Every step did what it should; or there was nothing to do ({@code plan} without steps, nothing journalled).
     *
     * @param operation names it in {@code undo} and in the journal; empty text when there was nothing to do
     * @param snapshot  the machine as it was observed afterwards
     */
    record Done(String operation, Plan plan, MachineState snapshot) implements Outcome {
        @Override
        public int exitCode() {
            return 0;
        }
    }

    /** Not begun, by a rule of ours or of the kernel's. */
    record Refused(Refusal refusal) implements Outcome {
        @Override
        public int exitCode() {
            return 3;
        }
    }

    /**
     * Begun, and a step failed.
     *
     * @param code       what kind of failure it is, for programs; the journal has it too
     * @param what       one line: which step, and what the kernel answered
     * @param leftBehind what could not be taken back, one line each; empty: the machine is as it was before
     * @param remedy     what to type next; empty text when nothing is left to do
     */
    record Failed(String operation, FailureCode code, Errno errno, String what, List<String> leftBehind, String remedy, MachineState snapshot)
            implements Outcome {
        public Failed {
            leftBehind = List.copyOf(leftBehind);
        }

        @Override
        public int exitCode() {
            return 1;
        }
    }

    /**
     * Several commands of which some failed and the others were done all the same.
     *
     * @param parts      what became of each, in their order
     * @param leftBehind what could not be taken back of those that failed, one line each
     */
    record Partly(String operation, List<PartEnded> parts, List<String> leftBehind, MachineState snapshot) implements Outcome {
        public Partly {
            parts = List.copyOf(parts);
            leftBehind = List.copyOf(leftBehind);
        }

        @Override
        public int exitCode() {
            return 1;
        }
    }

    /** Nobody knows how it ended, for example because the journal could not take the outcome. Settled at the next start. */
    record InDoubt(String operation, String why) implements Outcome {
        @Override
        public int exitCode() {
            return 4;
        }
    }

    /** The command id was used before: this is what is recorded of it; nothing was done now. */
    record Repeated(String operation, String recorded, int exitCode) implements Outcome {
    }
}
