package daxplane.events.audit;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.EventText;
import daxplane.events.Intent;
import daxplane.events.audit.Check.Item;
import daxplane.events.audit.Check.Verdict;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the records of a journal from the first one on, and answers for a span of them. Mutable, not thread-safe.
 *
 * <p>The rules:
 * <ul>
 * <li>an effect, a fact with a cause, an end, an exchange and a change of configuration belong to an operation that began before them;
 * <li>an operation begins once, and somebody began it;
 * <li>what no operation explains is external, and said to be;
 * <li>an operation ends;
 * <li>a plug-in that comes has a digest, and the one that goes is the one that came.
 * </ul>
 * Records of version 1 tell of no operation with an exchange or a change of configuration; those are told as what they are.
 */
public final class RecordAudit {

    private static final String DONE = "done";

    private record Begun(EventRecord record, Event.OperationIntended intent) {
    }

    private final long from;
    private final long to;
    private final Map<String, Begun> operations = new HashMap<>();
    private final Map<String, Begun> unended = new LinkedHashMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, Long> actors = new TreeMap<>();
    private final Findings unexplained = new Findings();
    private final Findings external = new Findings();
    private final Findings irreversible = new Findings();
    private final Findings accepted = new Findings();
    private final Findings plugIns = new Findings();
    private final Findings strangePlugIns = new Findings();
    private final Findings refusals = new Findings();
    private long records;
    private long changes;
    /** Programs of the machine that were run: what they wrote, they did not tell. */
    private long programs;

    /** @param from first revision that is answered for. @param to the last one */
    public RecordAudit(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** To be called for every record from revision 1 on, in their order; those behind the span are passed over. */
    public void record(EventRecord record) {
        if (record.revision() > to) {
            return;
        }
        if (told(record)) {
            records++;
        }
        switch (record.event()) {
            case Event.OperationIntended intent -> begun(record, intent);
            case Event.EffectPerformed effect -> performed(record, effect);
            case Event.FactsObserved facts -> facts(record, facts);
            case Event.StepFailed failed -> require(record, failed.operation());
            case Event.OperationEnded end -> ended(record, end.operation(), end.outcome(), end.decisions().orElse(List.of()));
            case Event.OperationSettled end -> ended(record, end.operation(), end.outcome(), end.decisions().orElse(List.of()));
            case Event.DriverChanged change -> exchanged(record, change);
            case Event.ConfigurationChanged change -> {
                if (record.typeVersion() > 1) {
                    require(record, change.operation());
                }
            }
            case Event.Refused refused -> {
                if (told(record)) {
                    refusals.add(new Item(record.revision(), Optional.of(record.time()), refused.operation(), refused.actor(), refused.reason(), EventText.of(refused)));
                }
            }
            case Event.BootObserved _, Event.DriftDetected _ -> { }
        }
    }

    private boolean told(EventRecord record) {
        return record.revision() >= from;
    }

    private void begun(EventRecord record, Event.OperationIntended intent) {
        var begun = new Begun(record, intent);
        if (operations.put(intent.operation(), begun) != null) {
            fault(record, intent.operation() + " begins a second time");
        }
        unended.put(intent.operation(), begun);
        if (intent.actor().isBlank()) {
            fault(record, intent.operation() + " (" + intent.command() + ") was begun by nobody");
        } else if (told(record)) {
            actors.merge(intent.actor(), 1L, Long::sum);
        }
        if (told(record) && intent.intent() instanceof Intent.ByHand(var leak, var _) && leak) {
            irreversible.add(item(record, intent.operation(), intent.command() + ": memory is lost until the next boot, which was accepted"));
        }
    }

    private void performed(EventRecord record, Event.EffectPerformed effect) {
        require(record, effect.operation());
        boolean done = switch (effect.result()) {
            case EffectResult.Done _ -> true;
            case EffectResult.Ended(var status, var _, var _) -> status == 0;
            case EffectResult.Failed _ -> false;
        };
        programs += told(record) && effect.effect() instanceof Effect.RunProgram ? 1 : 0;
        if (done && told(record)) {
            lasting(effect).ifPresent(because -> irreversible.add(item(record, effect.operation(), effect.effect().typed() + ": " + because)));
        }
    }

    /** Why nothing takes it back: the plan said so, or bytes that nobody kept were written over. */
    private Optional<String> lasting(Event.EffectPerformed effect) {
        var steps = Optional.ofNullable(operations.get(effect.operation())).map(begun -> begun.intent().steps()).orElse(List.of());
        var planned = effect.step() >= 1 && effect.step() <= steps.size() && steps.get(effect.step() - 1).effect().equals(effect.effect())
                ? Optional.of(steps.get(effect.step() - 1)) : Optional.<Event.PlannedStep>empty();
        var said = planned.flatMap(Event.PlannedStep::irreversible);
        if (said.isPresent()) {
            return said;
        }
        boolean kept = !effect.undo().isEmpty() || planned.filter(step -> !step.undo().isEmpty()).isPresent();
        return switch (effect.effect()) {
            case Effect.ZeroMedia _, Effect.WriteMedia _, Effect.WriteLabelArea _ when !kept -> Optional.of("what stood there is not kept");
            case Effect.PowerLoss _ -> Optional.of("what was in volatile memory is gone");
            case Effect.ZeroMedia _, Effect.WriteMedia _, Effect.WriteLabelArea _, Effect.WriteAttribute _, Effect.LoadModule _, Effect.UnloadModule _,
                    Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _, Effect.PowerCycle _ -> Optional.empty();
        };
    }

    private void facts(EventRecord record, Event.FactsObserved facts) {
        changes += told(record) ? facts.facts().size() : 0;
        switch (facts.cause()) {
            case Cause.Operation(var id) -> require(record, id);
            case Cause.External _ -> {
                if (told(record) && !facts.facts().isEmpty()) {
                    external.add(item(record, "", EventText.of(facts)));
                }
            }
            case Cause.Boot _ -> { }
        }
    }

    private void ended(EventRecord record, String id, Event.Outcome outcome, List<Decision> decisions) {
        require(record, id);
        if (outcome != Event.Outcome.IN_DOUBT) {
            unended.remove(id);
        }
        if (told(record)) {
            decisions.forEach(decision -> {
                if (decision instanceof Decision.Accepted(var _, var name, var state)) {
                    accepted.add(item(record, id, name + " " + state.map(present -> "is taken as " + present.text()).orElse("is taken as gone")));
                }
            });
        }
    }

    private void exchanged(EventRecord record, Event.DriverChanged change) {
        if (record.typeVersion() > 1) {
            require(record, change.operation());
        }
        if (record.typeVersion() > 1 && !change.result().equals(DONE)) {
            return;
        }
        if (told(record)) {
            plugIns.add(item(record, change.operation(), EventText.of(change)));
            if (!change.versionAfter().isEmpty() && change.digestAfter().isEmpty()) {
                strangePlugIns.add(item(record, change.operation(), change.driver() + " came without a digest"));
            }
            var known = digests.get(change.driver());
            if (known != null && !change.digestBefore().isEmpty() && !known.equals(change.digestBefore())) {
                strangePlugIns.add(item(record, change.operation(), change.driver() + " had sha256 " + known + " in the journal, and " + change.digestBefore() + " when it was exchanged"));
            }
        }
        if (change.digestAfter().isEmpty()) {
            digests.remove(change.driver());
        } else {
            digests.put(change.driver(), change.digestAfter());
        }
    }

    private void require(EventRecord record, String operation) {
        if (!operations.containsKey(operation)) {
            fault(record, EventText.of(record.event()) + (operation.isEmpty() ? ": of no operation" : ": " + operation + " never began"));
        }
    }

    private void fault(EventRecord record, String what) {
        if (told(record)) {
            unexplained.add(item(record, "", what));
        }
    }

    private Item item(EventRecord record, String operation, String what) {
        var begun = Optional.ofNullable(operations.get(operation)).map(Begun::intent);
        return new Item(record.revision(), Optional.of(record.time()), operation, begun.map(Event.OperationIntended::actor).orElse(""),
                begun.map(Event.OperationIntended::reason).orElse(""), what);
    }

    /** Records of the span that were read. */
    public long records() {
        return records;
    }

    /** SHA-256 of each plug-in that the journal knows, by the name of its bundle, after the last record. */
    public Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    /** The answers, for the records that were read. */
    public List<Check> checks() {
        return List.of(attribution(), externals(), doubtful(), ofPlugIns(), lastingOnes(), acceptedOnes(), refused());
    }

    private Check attribution() {
        if (unexplained.count() > 0) {
            return new Check("attribution", Verdict.FAULTY, count(unexplained.count(), "record") + " that no operation explains", unexplained.items());
        }
        long begun = actors.values().stream().mapToLong(Long::longValue).sum();
        return new Check("attribution", Verdict.SOUND, count(changes, "fact") + ", " + count(begun, "operation") + (actors.isEmpty() ? "" : " by "
                + String.join(", ", actors.entrySet().stream().map(actor -> actor.getKey() + " (" + actor.getValue() + ")").toList()))
                + ": every change has an operation and somebody who began it, or is external", List.of());
    }

    private Check externals() {
        return new Check("external", Verdict.SOUND, external.count() == 0 ? "nobody changed anything past the journal"
                : count(external.count(), "record") + " of changes that no operation made", external.items());
    }

    private Check doubtful() {
        var open = new Findings();
        unended.values().forEach(begun -> open.add(item(begun.record(), begun.intent().operation(), begun.intent().command())));
        return new Check("outcomes", open.count() == 0 ? Verdict.SOUND : Verdict.OPEN, open.count() == 0 ? "every operation has ended"
                : count(open.count(), "operation") + " without an outcome that is known: under way, or in doubt", open.items());
    }

    private Check ofPlugIns() {
        return strangePlugIns.count() > 0
                ? new Check("plug-ins", Verdict.FAULTY, count(strangePlugIns.count(), "exchange") + " with a digest that the journal does not know", strangePlugIns.items())
                : new Check("plug-ins", Verdict.SOUND, plugIns.count() == 0 ? "no plug-in came, went or was exchanged" : count(plugIns.count(), "exchange")
                        + ", each with the digests of before and after", plugIns.items());
    }

    private Check lastingOnes() {
        return new Check("irreversible", Verdict.SOUND, (irreversible.count() == 0 ? "nothing was done that cannot be taken back"
                : count(irreversible.count(), "thing") + " that nobody can take back")
                + (programs == 0 ? "" : "; what " + count(programs, "program") + " wrote to media is not known"), irreversible.items());
    }

    private Check acceptedOnes() {
        return new Check("accepted", Verdict.SOUND, accepted.count() == 0 ? "no drift was accepted" : count(accepted.count(), "object") + " accepted as found", accepted.items());
    }

    private Check refused() {
        return new Check("refusals", Verdict.SOUND, refusals.count() == 0 ? "nothing was refused" : count(refusals.count(), "command") + " refused", refusals.items());
    }

    private static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
