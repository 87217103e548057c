package daxplane.control.plane;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.ConfigurationKey;
import daxplane.control.ControlException;
import daxplane.control.Drift;
import daxplane.control.DriverExchange;
import daxplane.control.Mode;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.PlanPin;
import daxplane.control.Policy;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.control.StartupReport;
import daxplane.control.Step;
import daxplane.control.engine.Engine;
import daxplane.control.engine.EventRecorder;
import daxplane.control.engine.ExecutionPolicy;
import daxplane.control.engine.Limits;
import daxplane.control.engine.OperationAborted;
import daxplane.control.engine.PartsRun;
import daxplane.control.engine.Run;
import daxplane.control.engine.ToolRun;
import daxplane.control.ledger.DriftReport;
import daxplane.control.ledger.Subjects;
import daxplane.control.planning.InTheWay;
import daxplane.control.planning.Intents;
import daxplane.control.planning.LostGround;
import daxplane.control.planning.OperationScopes;
import daxplane.control.planning.Planner;
import daxplane.events.Event;
import daxplane.events.EventLog;
import daxplane.events.Intent;
import daxplane.events.Target;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.Operation;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.concurrent.atomic.AtomicInteger;

/** The one that writes: holds the state directory's lock from its start to its end. Not thread-safe, but for {@link #cancel}. */
final class CommandHandler implements AutoCloseable {

    /** What people read where the journal names a cause; a caller's id must not look like it. */
    private static final Pattern RESERVED = Pattern.compile("op-\\d+|external|boot");

    private EventLog journal;
    /** Whether the journal is open for writing, and locked. */
    private boolean writing = true;
    /** Exchanges of drivers that are under way, also beside an operation. */
    private final AtomicInteger exchanges = new AtomicInteger();
    private final EventRecorder recorder;
    private final Engine engine;
    private final Supplier<List<Mode>> modes;
    private final List<String> notes = new ArrayList<>();
    private StartupReport started = new StartupReport(false, List.of(), new Drift(List.of()));

    private CommandHandler(EventLog journal, EventRecorder recorder, Engine engine, Supplier<List<Mode>> modes) {
        this.journal = journal;
        this.recorder = recorder;
        this.engine = engine;
        this.modes = modes;
    }

    /** Takes the lock, folds the journal, compares the machine with it and settles what is in doubt. */
    static CommandHandler open(Store store, Host host, InventoryReader reader, Supplier<List<Mode>> modes, Limits limits, LongSupplier nanos)
            throws ControlException {
        var journal = store.write();
        try {
            var ledger = Replay.upTo(journal, journal.head());
            var recorder = new EventRecorder(journal, ledger);
            var writer = new CommandHandler(journal, recorder, new Engine(host, reader, recorder, limits, nanos), modes);
            writer.started = writer.start();
            return writer;
        } catch (ControlException damaged) {
            journal.close();
            throw damaged;
        }
    }

    /** Takes the lock again and reads what others wrote since. */
    void resume(Store store) throws ControlException {
        if (writing) {
            return;
        }
        var opened = store.write();
        try {
            Replay.follow(opened, ledger(), opened.head());
        } catch (ControlException damaged) {
            opened.close();
            throw damaged;
        }
        journal = opened;
        recorder.writeTo(opened);
        writing = true;
    }

    /** Gives machine and lock back. Not while an effect that was given up may still happen, or an exchange: nobody may begin beside it. */
    void pause() {
        if (!writing || !engine.free() || exchanges.get() > 0) {
            return;
        }
        engine.host().rest();
        journal.close();
        writing = false;
    }

    boolean writing() {
        return writing;
    }

    /** What was found at the start. */
    StartupReport started() {
        return started;
    }

    MachineLedger ledger() {
        return engine.ledger();
    }

    /** Everything is durable, so what was made of the records may be kept. @return what was settled since the last turn */
    List<String> endTurn() {
        if (writing) {
            recorder.keep();
        }
        var taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    private Planner planner() {
        return new Planner(modes.get(), engine.host(), ledger(), scopes());
    }

    private StartupReport start() throws ControlException {
        boolean newBoot = !engine.host().bootId().equals(ledger().bootId());
        long before = ledger().revision();
        try {
            settleAside();
            var settled = settle();
            if (settled.isEmpty()) {
                engine.write(engine.arrival());
            }
            var drift = drift();
            if (!drift.rows().isEmpty() && ledger().revision() > before) {
                engine.write(List.of(new Event.DriftDetected(DriftReport.recorded(ledger()))));
            }
            notes.addAll(newBoot ? ShutdownNotices.afterBoot(ledger()) : List.of());
            return new StartupReport(newBoot, settled.stream().toList(), drift);
        } catch (OperationAborted broken) {
            throw new ControlException(broken.errno(), broken.getMessage());
        } catch (HostException unseen) {
            throw new ControlException(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
    }

    private Optional<String> settle() throws OperationAborted, HostException {
        engine.requireFree();
        var settled = new Settlement(engine, planner()).settle();
        settled.ifPresent(what -> notes.add("settled first: " + what));
        return settled;
    }

    Drift drift() {
        return DriftReport.of(ledger(), ledger().revision());
    }

    /** Notices and records what was done from outside since the last look. @return false when the journal or the machine fails */
    boolean refreshed() {
        try {
            engine.write(engine.glance());
            return true;
        } catch (OperationAborted | HostException failed) {
            return false;
        }
    }

    /** @param approved what the plan must be; empty: whatever it is */
    Outcome execute(Command typed, Actor actor, String commandId, Optional<PlanPin> approved) {
        var known = ledger().operation(commandId);
        if (known.isPresent()) {
            return repeated(known.get());
        }
        var refused = ledger().refusal(commandId);
        if (refused.isPresent()) {
            return repeated(refused.get());
        }
        if (RESERVED.matcher(commandId).matches()) {
            return NotBegun.reserved(typed, commandId);
        }
        try {
            settle();
            engine.write(engine.glance());
        } catch (OperationAborted broken) {
            return NotBegun.unrecorded(typed, broken.errno(), broken.getMessage());
        } catch (HostException unseen) {
            return NotBegun.unseen(typed, unseen.errno(), unseen.getMessage());
        }
        var planner = planner();
        var command = planner.canonical(typed);
        return switch (planner.plan(command)) {
            case Proposal.Refused(var refusal) -> refused(command, actor, becauseItMoved(command, refusal, approved), commandId);
            case Proposal.Planned(var plan) when moved(plan, approved).isPresent() -> refused(command, actor, new Refusal(RefusalCode.PLAN_MOVED, Errno.EAGAIN, "plan",
                    command.typed() + " is not what was approved", moved(plan, approved).orElseThrow(), "nothing was changed",
                    "plan " + command.typed() + "       shows what would be done now"), commandId);
            case Proposal.Planned(var plan) -> plan.steps().isEmpty() && !planner.decides(command)
                    ? new Outcome.Done("", plan, ledger().snapshot()) : perform(command, plan, actor, commandId);
        };
    }

    /** What is refused now and was planned then is refused because something moved. */
    private Refusal becauseItMoved(Command command, Refusal refusal, Optional<PlanPin> approved) {
        return approved.flatMap(pin -> pin.movedObjects(PlanPin.of(Plan.nothingToDo("", ""), ledger().snapshot())))
                .map(moved -> new Refusal(RefusalCode.PLAN_MOVED, refusal.errno(), refusal.object(), command.typed() + " is not what was approved",
                        moved + "; so now: " + refusal.rule(), refusal.kernel(), refusal.remedy()))
                .orElse(refusal);
    }

    private Optional<String> moved(Plan plan, Optional<PlanPin> approved) {
        return approved.flatMap(pin -> pin.moved(PlanPin.of(plan, ledger().snapshot())));
    }

    private Outcome perform(Command command, Plan plan, Actor actor, String commandId) {
        String id = id(commandId);
        var before = ledger().observed();
        var course = command instanceof Command.Perform byHand ? ExecutionPolicy.byHand(before, byHand.leakUntilReboot()) : ExecutionPolicy.ofPlan(before);
        List<Event> first = List.of(new Event.OperationIntended(id, command.typed(), actor.name(), actor.reason(),
                plan.steps().stream().map(CommandHandler::planned).toList(), Intents.of(command, ledger(), scopes())));
        var outcome = command instanceof Command.Several several && several.keepGoing()
                ? new PartsRun(engine, id, plan, course, one -> planner().plan(one)).perform(first) : new Run(engine, id, plan, course).perform(first);
        notes.addAll(command instanceof Command.Power ? ShutdownNotices.afterBoot(ledger()) : List.of());
        return outcome;
    }

    private String id(String commandId) {
        return commandId.isEmpty() ? "op-" + (ledger().revision() + 1) : commandId;
    }

    private static Event.PlannedStep planned(Step step) {
        return switch (step) {
            case Step.Reversible(var effect, var afterwards, var undo, var _) ->
                    new Event.PlannedStep(effect, afterwards.text(), undo, Optional.empty());
            case Step.Irreversible(var effect, var afterwards, var because) ->
                    new Event.PlannedStep(effect, afterwards.text(), List.of(), Optional.of(because));
        };
    }

    private Outcome refused(Command command, Actor actor, Refusal refusal, String commandId) {
        try {
            engine.write(List.of(new Event.Refused(command.typed(), actor.name(), actor.reason(), refusal.errno().name(), refusal.object(),
                    refusal.rule(), refusal.remedy(), commandId, refusal.code().word(), about(command, refusal), OptionalInt.empty())));
            return new Outcome.Refused(refusal);
        } catch (OperationAborted broken) {
            return new Outcome.Refused(new Refusal(refusal.code(), refusal.errno(), refusal.object(), refusal.what(),
                    refusal.rule() + " (this refusal is not recorded: " + broken.getMessage() + ")", refusal.kernel(), refusal.remedy()));
        }
    }

    /** What the command names, and what broke the rule when that is something else. */
    private List<Target> about(Command command, Refusal refusal) {
        return Stream.concat(Intents.of(command, ledger(), scopes()).about().stream(),
                Stream.of(Subjects.named(refusal.object(), ledger())).filter(target -> target.object().isPresent())).distinct().toList();
    }

    private static Outcome repeated(Operation known) {
        int exit = known.outcome().map(outcome -> switch (outcome) {
            case COMPLETED -> 0;
            case UNDONE, PARTIAL -> 1;
            case IN_DOUBT -> 4;
        }).orElse(4);
        return new Outcome.Repeated(known.id(), known.command() + ": "
                + known.outcome().map(outcome -> outcome.name().toLowerCase(Locale.ROOT) + ", " + known.summary()).orElse("not ended"), exit);
    }

    private static Outcome repeated(Event.Refused refused) {
        return new Outcome.Repeated(refused.operation(), refused.command() + ": refused (" + refused.errno() + "), " + refused.rule()
                + "; " + refused.remedy(), 3);
    }

    /** May be called while an operation is under way. */
    void exchange(Intent.DriverChange intent, String typed, Actor actor, DriverExchange exchange) throws ControlException {
        exchanges.incrementAndGet();
        try {
            String id = recorder.intend(next -> new Event.OperationIntended(next, typed, actor.name(), actor.reason(), List.of(), intent));
            var change = exchange.perform();
            boolean done = change.result().equals(DriverExchange.DONE);
            engine.write(List.of(change.of(id),
                    new Event.OperationEnded(id, done ? Event.Outcome.COMPLETED : Event.Outcome.UNDONE, done ? typed : change.result(),
                            Optional.of(List.of()), List.of())));
        } catch (OperationAborted broken) {
            throw new ControlException(broken.errno(), broken.getMessage());
        } finally {
            exchanges.decrementAndGet();
        }
    }

    /** The change is its record: intent, change and end are one unit of the journal. */
    String configure(ConfigurationKey key, Optional<Long> value, String typed, Actor actor) throws ControlException {
        if (value.filter(number -> key.parse(Long.toString(number)).isEmpty()).isPresent()) {
            throw new ControlException(Errno.EINVAL, key.word() + " is " + key.least() + " to " + key.most() + ", not " + value.get());
        }
        return configure(key.word(), value.map(String::valueOf).orElse(""), typed, actor);
    }

    String choose(Policy policy, Optional<String> value, String typed, Actor actor) throws ControlException {
        if (value.filter(word -> !policy.words().contains(word)).isPresent()) {
            throw new ControlException(Errno.EINVAL, policy.word() + " is one of " + String.join(", ", policy.words()) + ", not " + value.get());
        }
        return configure(policy.word(), value.orElse(""), typed, actor);
    }

    private String configure(String key, String after, String typed, Actor actor) throws ControlException {
        String before = ledger().configuration().getOrDefault(key, "");
        if (before.equals(after)) {
            return "";
        }
        try {
            settle();
            String id = id("");
            engine.write(List.of(new Event.OperationIntended(id, typed, actor.name(), actor.reason(), List.of(), new Intent.ConfigurationChange(key, after)),
                    new Event.ConfigurationChanged(key, before, after, id),
                    new Event.OperationEnded(id, Event.Outcome.COMPLETED, typed, Optional.of(List.of()), List.of())));
            return id;
        } catch (OperationAborted broken) {
            throw new ControlException(broken.errno(), broken.getMessage());
        } catch (HostException unseen) {
            throw new ControlException(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
    }

    String acknowledgeShutdowns(String dimm, String typed, Actor actor) throws ControlException {
        var notice = ShutdownNotices.of(ledger(), dimm);
        return notice.isEmpty() ? "" : configure(notice.get().key(), notice.get().count(), typed, actor);
    }

    /** What changes no machine and whose process is gone: a change of configuration is in the journal or is not; an exchange is seen by whoever looks. */
    private void settleAside() throws OperationAborted {
        for (Operation aside : ledger().openAside()) {
            boolean configured = aside.intent() instanceof Intent.ConfigurationChange(var key, var value)
                    && ledger().configuration().getOrDefault(key, "").equals(value);
            var outcome = aside.intent() instanceof Intent.DriverChange ? Event.Outcome.IN_DOUBT : configured ? Event.Outcome.COMPLETED : Event.Outcome.UNDONE;
            engine.write(List.of(new Event.OperationSettled(aside.id(), outcome, switch (outcome) {
                case IN_DOUBT, PARTIAL -> "its process ended before it was recorded what became of it; plugin list shows what there is";
                case COMPLETED -> "the change is recorded";
                case UNDONE -> "nothing was changed";
            }, Optional.of(List.of()), List.of())));
        }
    }

    /** What it says is all the reason there is; its exit code is a negative errno where the tool hands one on. */
    void toolRefused(List<String> argv, Actor actor, int exitCode, String said) throws ControlException {
        String told = said.strip();
        try {
            engine.write(List.of(new Event.Refused(new Intent.ToolRun(List.copyOf(argv)).typed(), actor.name(), actor.reason(),
                    Errno.ofNumber(256 - exitCode).map(Errno::name).orElse(""), argv.getFirst(), told.substring(0, Math.min(told.length(), Actor.LONGEST)),
                    String.join(". ", InTheWay.of(engine.host(), ledger().observed(), argv)), "",
                    RefusalCode.OF_TOOL.word(), argv.stream().map(word -> Subjects.named(word, ledger())).filter(target -> target.object().isPresent()).distinct().toList(),
                    OptionalInt.of(exitCode))));
        } catch (OperationAborted broken) {
            throw new ControlException(broken.errno(), broken.getMessage());
        }
    }

    /** A tool's run that is about to perform its first effect. */
    ToolRun tool(List<String> argv, Actor actor) throws ControlException {
        try {
            settle();
            return new ToolRun(engine, id(""), argv, actor, () -> new LostGround(engine.host(), planner().lost())::refuses,
                    () -> InTheWay.of(engine.host(), ledger().observed(), argv));
        } catch (OperationAborted broken) {
            throw new ControlException(broken.errno(), broken.getMessage());
        } catch (HostException unseen) {
            throw new ControlException(unseen.errno(), "the machine cannot be looked at: " + unseen.getMessage());
        }
    }

    private OperationScopes scopes() {
        return new JournalScopes(journal, ledger());
    }

    boolean cancel() {
        return engine.cancel();
    }

    @Override
    public void close() {
        engine.close();
        if (writing) {
            engine.host().rest();
            journal.close();
            writing = false;
        }
    }
}
