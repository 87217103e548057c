package daxplane.control;

import daxplane.events.EventLog;
import daxplane.events.Intent;
import daxplane.events.ledger.MachineState;
import daxplane.journal.Journal;
import daxplane.rehearsal.RehearsedRun;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * From a command to its outcome, and from a question to its answer. A service; thread-safe.
 *
 * <p>Reading takes no lock and writes nothing, also while another process writes to the same state directory. The first
 * command that changes something (or {@link #start}) takes the state directory's lock, compares the machine with the
 * journal, settles what was left in doubt, and keeps the lock until the service ends.
 */
@ProviderType
public interface ControlPlane extends Questions {

    /**
     * Begins to write: takes the lock, notices a boot or changes from outside, settles operations in doubt. Idempotent.
     * EBUSY: another process writes, the message names it. EROFS, EACCES: the state directory cannot be written. Without a
     * machine that can be used it only finds out whether the journal can be written.
     */
    StartupReport start() throws ControlException;

    /** Plans and performs. Never throws for anything that a machine, a journal or an operator can do wrong. */
    default Outcome execute(Command command, Actor actor) {
        return execute(command, actor, "");
    }

    /**
     * As {@link #execute(Command, Actor)}, at most once for each command id.
     *
     * @param commandId chosen by the caller, at most 64 letters, digits, {@code . _ -}; empty text: one is made up. It is
     *                  the operation's id from then on
     */
    Outcome execute(Command command, Actor actor, String commandId);

    /**
     * As {@link #execute(Command, Actor)}, if the plan for it is still the one that was approved.
     *
     * @param approved refused with {@link RefusalCode#PLAN_MOVED}, naming what moved, when the plan of now is another
     */
    Outcome apply(Command command, PlanPin approved, Actor actor);

    /** What {@link #execute} would do, without doing it. */
    Proposal plan(Command command) throws ControlException;

    /** Runs a tool as an operation of its own, if it performs an effect at all. @param argv its name and its arguments, one word each */
    ToolOutcome runTool(List<String> argv, Actor actor, ToolBody body);

    /**
     * Who makes the kernel say "busy" of what a tool's words name, a sentence each with the command that asks him to leave; who has to
     * leave first comes first.
     */
    default List<String> inTheWay(List<String> argv) throws ControlException {
        return List.of();
    }

    /**
     * Records that a tool which was to change something refused by itself, before its first effect.
     *
     * @param said what it wrote to its standard error
     */
    void toolRefused(List<String> argv, Actor actor, int exitCode, String said) throws ControlException;

    /**
     * What {@link #runTool} would do: the tool runs on a copy of the machine, and nothing of it is recorded.
     *
     * @throws ControlException EOPNOTSUPP: this host has no copy; others: it cannot be looked at
     */
    RehearsedRun rehearse(ToolBody body) throws ControlException;

    /**
     * Exchanges a driver bundle as an operation: its intent is durable before {@code exchange} begins, and what came of it before
     * this returns. Also while another operation is under way. What cannot be recorded is not begun.
     *
     * @param typed the command, for people
     */
    void exchange(Intent.DriverChange intent, String typed, Actor actor, DriverExchange exchange) throws ControlException;

    /**
     * Changes the configuration as an operation; it is in force from the next effect on.
     *
     * @param value empty: the default
     * @param typed the command, for people
     * @return the operation's id; empty text when it is so already
     * @throws ControlException EINVAL: outside of the bounds of the key; others: it cannot be recorded
     */
    String configure(ConfigurationKey key, Optional<Long> value, String typed, Actor actor) throws ControlException;

    /**
     * Chooses a word of a policy, as an operation; it holds for the next plan.
     *
     * @param value empty: the default
     * @param typed the command, for people
     * @return the operation's id; empty text when it is so already
     * @throws ControlException EINVAL: no word of this policy; others: it cannot be recorded
     */
    String choose(Policy policy, Optional<String> value, String typed, Actor actor) throws ControlException;

    /**
     * Takes notice of a DIMM's dirty shutdowns up to now, as an operation: its namespaces are no longer suspect.
     *
     * @param dimm its kernel name
     * @return the operation's id; empty text when there is nothing new
     * @throws ControlException ENODEV: there is no such DIMM; EOPNOTSUPP: its firmware does not count; others: it cannot be recorded
     */
    String acknowledgeShutdowns(String dimm, String typed, Actor actor) throws ControlException;

    /** Gives up the effect that is being performed, if any: it ends with EINTR and its operation is undone. */
    boolean cancel();

    /**
     * What belongs beside the last answers, a sentence each: which operation is in doubt and which way it will be settled, after
     * {@link #drift} and {@link #plan}; what was settled, after whatever writes. Told once.
     */
    default List<String> takeNotes() {
        return List.of();
    }

    /** The machine as the journal told it at a revision. ENOENT: no such revision. */
    MachineState pictureAt(long revision) throws ControlException;

    /**
     * As {@link #pictureAt}, from every record up to it, whatever is kept beside the journal to be faster: for whoever proves something.
     * EBADMSG: what is kept tells something else.
     */
    MachineState replayed(long revision) throws ControlException;

    /** Answers as they would have been at a revision, from the records up to it alone. ENOENT: no such revision. */
    Questions at(long revision) throws ControlException;

    /** The journal, for reading; an empty one when there is none yet. */
    EventLog journal() throws ControlException;

    /**
     * What is wrong with the journal behind the answers given so far. Whoever shows an answer shows this with it. Empty when all
     * is well, and when no answer needed the journal.
     */
    List<Journal.Finding> findings();

    /** What {@code assign} understands now, sorted by name. */
    List<Mode> modes();
}
