package daxplane.control.plane;

import daxplane.control.Actor;
import daxplane.control.Command;
import daxplane.control.ConfigurationKey;
import daxplane.control.ControlException;
import daxplane.control.ControlPlanes;
import daxplane.control.Drift;
import daxplane.control.DriverExchange;
import daxplane.control.Excerpt;
import daxplane.control.HistoryEntry;
import daxplane.control.LabelEntry;
import daxplane.control.Life;
import daxplane.control.Mode;
import daxplane.control.Outcome;
import daxplane.control.OwnershipAnswer;
import daxplane.control.PlanPin;
import daxplane.control.Policy;
import daxplane.control.Proposal;
import daxplane.control.Questions;
import daxplane.control.StartupReport;
import daxplane.control.ToolBody;
import daxplane.control.ToolOutcome;
import daxplane.control.engine.Limits;
import daxplane.control.ledger.DriftReport;
import daxplane.control.planning.AfterSettlement;
import daxplane.control.planning.InTheWay;
import daxplane.control.planning.Planner;
import daxplane.events.EventLog;
import daxplane.events.Intent;
import daxplane.events.ledger.MachineLedger;
import daxplane.events.ledger.MachineState;
import daxplane.events.ledger.Operation;
import daxplane.host.AbsentHost;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.InventoryReader;
import daxplane.journal.Journal;
import daxplane.rehearsal.Rehearsal;
import daxplane.rehearsal.RehearsedRun;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The control plane of one state directory and one machine, without any container. */
public final class LocalControlPlane implements ControlPlanes.OpenControlPlane {

    private final Host host;
    private final InventoryReader reader;
    private final Store store;
    private final Supplier<List<Mode>> modes;
    private final Limits limits;
    private final LongSupplier nanos;

    /** Whose turn it is to write. Guards {@link #writer} and everything in it. Nobody who has it takes it again. */
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<CommandHandler> writer = Optional.empty();
    /** An operation is under way. That the turn is taken says less: giving back the right to write takes it too. */
    private volatile boolean acting;

    /** When the last turn ended, by the clock of {@link System#nanoTime}. */
    private volatile long idleSince;
    private final IdleWatch idle;
    /** What was not told yet. */
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    private final ReadModel follower;

    public LocalControlPlane(Host host, InventoryReader reader, Store store, Supplier<List<Mode>> modes, Limits limits, LongSupplier nanos) {
        this.follower = new ReadModel(store, host, reader);
        this.host = host;
        this.reader = reader;
        this.store = store;
        this.modes = modes;
        this.limits = limits;
        this.nanos = nanos;
        this.idle = new IdleWatch(limits.idle(), this::pauseWhenIdle);
    }

    /** @return whether there is nothing left to watch */
    private boolean pauseWhenIdle() {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            if (System.nanoTime() - idleSince < limits.idle().toNanos()) {
                return false;
            }
            writer.ifPresent(CommandHandler::pause);
            return writer.isEmpty() || !writer.get().writing();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public StartupReport start() throws ControlException {
        if (host instanceof AbsentHost) {
            return inTurn(() -> {
                store.write().close();
                return new StartupReport(false, List.of(), new Drift(List.of()));
            });
        }
        return inTurn(() -> {
            boolean first = writer.isEmpty();
            var handler = begin();
            return first ? handler.started() : new StartupReport(false, List.of(), handler.drift());
        });
    }

    /** The writer, begun if need be. Only while it is our turn. */
    private CommandHandler begin() throws ControlException {
        ReadModel.requireMachine(host);
        return LockWait.until(limits.lock(), () -> {
            if (writer.isEmpty()) {
                writer = Optional.of(Replay.checked(() -> CommandHandler.open(store, host, reader, modes, limits, nanos)));
            }
            writer.get().resume(store);
            return writer.get();
        });
    }

    /** The turn ends. Whoever has nothing to do keeps nobody from writing. */
    private void endTurn() {
        writer.ifPresent(handler -> notes.addAll(handler.endTurn()));
        if (writer.isPresent() && writer.get().writing()) {
            if (limits.idle().isZero()) {
                writer.get().pause();
            } else {
                idleSince = System.nanoTime();
                idle.watch();
            }
        }
        turn.unlock();
    }

    private <T> T inTurn(LockWait.Attempt<T> what) throws ControlException {
        try {
            if (!turn.tryLock(limits.turn().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ControlException(Errno.EBUSY, "another command is being performed; wait for it, or cancel it");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ControlException(Errno.EINTR, "interrupted while another command is being performed");
        }
        try {
            acting = true;
            return Replay.checked(what::make);
        } finally {
            acting = turn.getHoldCount() > 1;
            endTurn();
        }
    }

    @Override
    public Outcome apply(Command command, PlanPin approved, Actor actor) {
        return execute(command, actor, "", Optional.of(approved));
    }

    @Override
    public Outcome execute(Command command, Actor actor, String commandId) {
        return execute(command, actor, commandId, Optional.empty());
    }

    private Outcome execute(Command command, Actor actor, String commandId, Optional<PlanPin> approved) {
        if (NotBegun.isMalformed(commandId)) {
            return NotBegun.malformed(command, commandId);
        }
        try {
            return inTurn(() -> begin().execute(command, actor, commandId, approved));
        } catch (ControlException unable) {
            return host instanceof AbsentHost ? NotBegun.withoutMachine(command, unable.errno(), unable.getMessage())
                    : NotBegun.unrecorded(command, unable.errno(), unable.getMessage());
        }
    }

    @Override
    public Proposal plan(Command command) throws ControlException {
        return ask((ledger, journal, _) -> {
            var doubtful = inDoubt(ledger, journal);
            doubtful.map(AfterSettlement::announced).ifPresent(notes::add);
            if (doubtful.isPresent()) {
                return doubtful.get().plan(command);
            }
            var planner = new Planner(modes(), host, ledger, new JournalScopes(journal, ledger));
            return planner.plan(planner.canonical(command));
        });
    }

    /** What has to be settled first. While our own operation is under way, nothing of ours is in doubt. */
    private Optional<AfterSettlement> inDoubt(MachineLedger ledger, EventLog journal) {
        return turn.isLocked() && !turn.isHeldByCurrentThread() ? Optional.empty()
                : ledger.open().map(operation -> new AfterSettlement(host, modes(), ledger, new JournalScopes(journal, ledger), operation));
    }

    @Override
    public List<String> takeNotes() {
        var taken = new LinkedHashSet<String>();
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            taken.add(note);
        }
        return List.copyOf(taken);
    }

    @Override
    public ToolOutcome runTool(List<String> argv, Actor actor, ToolBody body) {
        var effects = new ToolEffects(() -> {
            turn.lock();
            return begin().tool(argv, actor);
        });
        try {
            return effects.end(body.run(host, effects));
        } finally {
            if (turn.isHeldByCurrentThread()) {
                endTurn();
            }
        }
    }

    @Override
    public List<String> inTheWay(List<String> argv) throws ControlException {
        return InTheWay.of(host, picture().inventory(), argv);
    }

    @Override
    public void toolRefused(List<String> argv, Actor actor, int exitCode, String said) throws ControlException {
        inTurn(() -> {
            begin().toolRefused(argv, actor, exitCode, said);
            return exitCode;
        });
    }

    @Override
    public RehearsedRun rehearse(ToolBody body) throws ControlException {
        try (Rehearsal rehearsal = Rehearsal.on(host)) {
            return rehearsal.run(body::run);
        } catch (HostException unable) {
            throw new ControlException(unable.errno(), unable.getMessage());
        }
    }

    /** Out of turn when somebody writes already: a driver is exchanged also while an operation is under way. */
    @Override
    public void exchange(Intent.DriverChange intent, String typed, Actor actor, DriverExchange exchange) throws ControlException {
        var writing = writer;
        if (writing.isPresent() && acting) {
            writing.get().exchange(intent, typed, actor, exchange);
            return;
        }
        inTurn(() -> {
            if (host instanceof AbsentHost) {
                store.append(exchange.perform());                 // it may be what brings the machine back
            } else {
                begin().exchange(intent, typed, actor, exchange);
            }
            return intent;
        });
    }

    @Override
    public Map<ConfigurationKey, Long> configuration() throws ControlException {
        return recall((ledger, _, _) -> ConfigurationKey.parse(ledger.configuration()));
    }

    @Override
    public SortedMap<String, String> policies() throws ControlException {
        return recall((ledger, _, _) -> Policy.chosen(ledger.configuration()));
    }

    @Override
    public String choose(Policy policy, Optional<String> value, String typed, Actor actor) throws ControlException {
        return inTurn(() -> begin().choose(policy, value, typed, actor));
    }

    @Override
    public Map<String, Long> acknowledgedShutdowns() throws ControlException {
        return recall((ledger, _, _) -> ledger.acknowledgedShutdowns());
    }

    @Override
    public String acknowledgeShutdowns(String dimm, String typed, Actor actor) throws ControlException {
        return inTurn(() -> begin().acknowledgeShutdowns(dimm, typed, actor));
    }

    @Override
    public String configure(ConfigurationKey key, Optional<Long> value, String typed, Actor actor) throws ControlException {
        return inTurn(() -> begin().configure(key, value, typed, actor));
    }

    @Override
    public boolean cancel() {
        return writer.map(CommandHandler::cancel).orElse(false);
    }

    /**
     * Answers from the machine as it is now. Who writes notices and records what others did; who only reads, or is not at
     * turn, looks by itself and records nothing.
     */
    private <T> T ask(ReadModel.Question<T> question) throws ControlException {
        if (writer.isPresent() && turn.tryLock()) {
            try {
                if (writer.isPresent() && writer.get().writing() && writer.get().refreshed()) {
                    var ledger = writer.get().ledger();
                    return Replay.checked(() -> question.answer(ledger, follower.journal(), ledger.revision()));
                }
            } finally {
                turn.unlock();
            }
        }
        return follower.ask(question);
    }

    /** What the journal knows is told also when the machine is gone. */
    private <T> T recall(ReadModel.Question<T> question) throws ControlException {
        return host instanceof AbsentHost ? follower.recall(question) : ask(question);
    }

    /** Also without a journal that can be read: the machine itself is there to be looked at. */
    @Override
    public MachineState picture() throws ControlException {
        try {
            return ask((ledger, _, _) -> ledger.snapshot());
        } catch (ControlException unreadable) {
            return new MachineState(0, host.bootId(), host.describe(), follower.look());
        }
    }

    @Override
    public MachineState pictureAt(long revision) throws ControlException {
        return follower.past(revision).snapshot();
    }

    @Override
    public MachineState replayed(long revision) throws ControlException {
        return follower.replayed(revision).snapshot();
    }

    @Override
    public Questions at(long revision) throws ControlException {
        var past = follower.past(revision);
        return new PastQuestions(past, new Queries(journal(), Optional.empty(), past, follower.names()));
    }

    @Override
    public Drift drift() throws ControlException {
        return ask((ledger, journal, recorded) -> {
            inDoubt(ledger, journal).map(AfterSettlement::announced).ifPresent(notes::add);
            return DriftReport.of(ledger, recorded);
        });
    }

    @Override
    public List<Life> lives(String object, Excerpt wanted) throws ControlException {
        return recall((ledger, journal, _) -> new Queries(journal, host, ledger).lives(object, wanted));
    }

    @Override
    public Optional<Operation> operation(String id) throws ControlException {
        return recall((ledger, _, _) -> ledger.operation(id));
    }

    @Override
    public List<String> called(String object) throws ControlException {
        return recall((ledger, journal, _) -> new Queries(journal, host, ledger).called(object));
    }

    @Override
    public OwnershipAnswer who(String object) throws ControlException {
        return ask((ledger, journal, _) -> new Queries(journal, host, ledger).who(object));
    }

    @Override
    public List<HistoryEntry> labelHistory(String dimm) throws ControlException {
        return recall((ledger, journal, _) -> new Queries(journal, host, ledger).labelHistory(dimm));
    }

    @Override
    public List<LabelEntry> labels(String dimm) throws ControlException {
        return recall((ledger, journal, _) -> new Queries(journal, host, ledger).labels(dimm));
    }

    @Override
    public List<HistoryEntry> why(String object) throws ControlException {
        return recall((ledger, journal, _) -> new Queries(journal, host, ledger).why(object));
    }

    @Override
    public EventLog journal() throws ControlException {
        return follower.journal();
    }

    @Override
    public List<Journal.Finding> findings() {
        return follower.findings();
    }

    @Override
    public List<Mode> modes() {
        return modes.get().stream().sorted(Comparator.comparing(Mode::name)).toList();
    }

    @Override
    public void close() {
        idle.end();
        turn.lock();
        try {
            writer.ifPresent(CommandHandler::close);
            writer = Optional.empty();
        } finally {
            turn.unlock();
        }
        follower.close();
    }
}
