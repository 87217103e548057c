package daxplane.events.format;

import daxplane.events.Decision;
import daxplane.events.Deviated;
import daxplane.events.Event.Outcome;
import daxplane.events.Event.PartEnded;
import daxplane.events.Event.PlannedStep;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.Intent;
import daxplane.events.LeftBehind;
import daxplane.events.Statement;
import daxplane.host.Errno;
import daxplane.inventory.Fact;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import java.util.List;
import java.util.Optional;

/** Events as JSON; fields have the names of the records' components. docs/JOURNAL.md lists them all. */
public final class EventCodec {

    private EventCodec() {
    }

    /**
     * As it is appended.
     *
     * @throws JournalException E2BIG: it names more memory blocks, or bytes of label areas, than readers take
     */
    public static Entry entry(Event event) throws JournalException {
        var type = EventType.of(event);
        JsonOut json = json(event);
        if (json.blocks() > Allowance.MOST_BLOCKS) {
            throw new JournalException(Errno.E2BIG, "the event names %d memory blocks, and the journal takes %d in one"
                    .formatted(json.blocks(), Allowance.MOST_BLOCKS));
        }
        if (json.labelBytes() > Allowance.MOST_LABEL_BYTES) {
            throw new JournalException(Errno.E2BIG, "the event tells of %d bytes of label areas, and the journal takes %d in one"
                    .formatted(json.labelBytes(), Allowance.MOST_LABEL_BYTES));
        }
        return new Entry(type.number(), type.version(), type.beginsWork(), json.bytes());
    }

    /** The payload of a record: one JSON object, UTF-8. The event's type is not in it, the record's header names it. */
    public static byte[] encode(Event event) {
        return json(event).bytes();
    }

    private static JsonOut json(Event event) {
        return JsonOut.object(out -> encode(out, event));
    }

    /** One fact: {@code {"fact":"DriverBound","device":"dax0.0","driver":"kmem"}}. */
    public static byte[] encode(Fact fact) {
        return JsonOut.object(out -> FactCodec.encode(out, fact)).bytes();
    }

    private static void encode(JsonOut out, Event event) {
        switch (event) {
            case Event.BootObserved(var bootId, var host, var kernelRelease, var picture, var lost, var decisions) -> {
                    out.text("bootId", bootId).text("host", host).text("kernelRelease", kernelRelease)
                            .object("picture", o -> PictureCodec.encode(o, picture)).texts("lost", Statement.texts(lost))
                            .objects("losses", coded(lost), StateCodec::encode);
                    decided(out, decisions);
            }
            case Event.OperationIntended(var operation, var command, var actor, var reason, var steps, var intent) -> {
                out.text("operation", operation).text("command", command).text("actor", actor).text("reason", reason)
                        .objects("steps", steps, EventCodec::encode);
                if (!(intent instanceof Intent.Unresolved(var text) && text.equals(command))) {
                    out.object("intent", o -> IntentCodec.encode(o, intent));
                }
            }
            case Event.EffectPerformed(var operation, var step, var effect, var result, var durationNanos, var undo) -> {
                out.text("operation", operation).number("step", step).object("effect", o -> EffectCodec.encode(o, effect))
                        .object("result", o -> EffectCodec.encode(o, result)).number("durationNanos", durationNanos);
                if (!undo.isEmpty()) {
                    out.objects("undo", undo, EffectCodec::encode);
                }
            }
            case Event.FactsObserved(var cause, var facts) -> {
                StateCodec.encode(out, cause);
                out.objects("facts", facts, FactCodec::encode);
            }
            case Event.StepFailed(var operation, var step, var what, var code, var errno, var about) ->
                    out.text("operation", operation).number("step", step).text("what", what).text("code", code).text("errno", errno)
                            .objects("about", about, IntentCodec::encode);
            case Event.OperationEnded(var operation, var outcome, var summary, var decisions, var left, var parts) ->
                    end(out.text("operation", operation).text("outcome", outcome.name()).text("summary", summary), decisions, left, parts);
            case Event.OperationSettled(var operation, var outcome, var how, var decisions, var left, var parts) ->
                    end(out.text("operation", operation).text("outcome", outcome.name()).text("how", how), decisions, left, parts);
            case Event.Refused(var command, var actor, var reason, var errno, var object, var rule, var remedy, var operation, var code,
                    var about, var exitCode) ->
                    out.text("command", command).text("actor", actor).text("reason", reason).text("errno", errno)
                            .text("object", object).text("rule", rule).text("remedy", remedy).text("operation", operation)
                            .text("code", code).objects("about", about, IntentCodec::encode).number("exitCode", exitCode);
            case Event.DriverChanged(var driver, var action, var versionBefore, var digestBefore, var versionAfter,
                    var digestAfter, var result, var operation, var offers) ->
                    out.text("driver", driver).text("action", action).text("versionBefore", versionBefore)
                            .text("digestBefore", digestBefore).text("versionAfter", versionAfter)
                            .text("digestAfter", digestAfter).text("result", result).text("operation", operation).texts("offers", offers);
            case Event.ConfigurationChanged(var key, var before, var after, var operation) ->
                    out.text("key", key).text("before", before).text("after", after).text("operation", operation);
            case Event.DriftDetected(var differences) -> out.texts("differences", differences.stream().map(Deviated::text).toList())
                    .objects("deviated", known(differences), StateCodec::encode);
        }
    }

    /** @throws JournalException EBADMSG: this is no event; EOPNOTSUPP: a newer version wrote something unknown to this one */
    public static Event decode(EventType type, byte[] payload) throws JournalException {
        try {
            return decode(type, JsonIn.parse(payload));
        } catch (IllegalArgumentException noSuchThing) {
            // The records check themselves; what was encoded has passed that, so the journal holds something else.
            throw JsonIn.damaged(noSuchThing.getMessage());
        }
    }

    private static Event decode(EventType type, JsonIn in) throws JournalException {
        return switch (type) {
            case BOOT_OBSERVED -> new Event.BootObserved(in.text("bootId"), in.text("host"), in.text("kernelRelease"),
                    PictureCodec.picture(in.object("picture")), StateCodec.statements(in.texts("lost"), in.objects("losses", o -> o)), decisions(in));
            case OPERATION_INTENDED -> new Event.OperationIntended(in.text("operation"), in.text("command"), in.text("actor"),
                    in.text("reason"), in.objects("steps", EventCodec::step),
                    in.has("intent") ? IntentCodec.intent(in.object("intent")) : new Intent.Unresolved(in.text("command")));
            case EFFECT_PERFORMED -> new Event.EffectPerformed(in.text("operation"), in.integer("step"),
                    EffectCodec.effect(in.object("effect")), EffectCodec.result(in.object("result")), in.number("durationNanos"),
                    in.has("undo") ? in.objects("undo", EffectCodec::effect) : List.of());
            case FACTS_OBSERVED -> new Event.FactsObserved(StateCodec.cause(in), in.objects("facts", FactCodec::fact));
            case STEP_FAILED -> new Event.StepFailed(in.text("operation"), in.integer("step"), in.text("what"),
                    in.maybeText("code").orElse(Statement.TOLD), in.text("errno"), IntentCodec.targets(in, "about"));
            case OPERATION_ENDED -> new Event.OperationEnded(in.text("operation"), outcome(in), in.text("summary"), decisions(in),
                    in.objects("left", StateCodec::leftBehind), parts(in));
            case OPERATION_SETTLED -> new Event.OperationSettled(in.text("operation"), outcome(in), in.text("how"), decisions(in),
                    in.objects("left", StateCodec::leftBehind), parts(in));
            case REFUSED -> new Event.Refused(in.text("command"), in.text("actor"), in.text("reason"), in.text("errno"),
                    in.text("object"), in.text("rule"), in.text("remedy"), in.text("operation"), in.maybeText("code").orElse(Statement.TOLD),
                    IntentCodec.targets(in, "about"), in.maybeInteger("exitCode"));
            case DRIVER_CHANGED -> new Event.DriverChanged(in.text("driver"), in.text("action"), in.text("versionBefore"),
                    in.text("digestBefore"), in.text("versionAfter"), in.text("digestAfter"), in.text("result"), in.text("operation"),
                    in.has("offers") ? in.texts("offers") : in.texts("modules").stream().map("module "::concat).toList());
            case CONFIGURATION_CHANGED -> new Event.ConfigurationChanged(in.text("key"), in.text("before"), in.text("after"),
                    in.text("operation"));
            case DRIFT_DETECTED -> new Event.DriftDetected(StateCodec.deviated(in.texts("differences"), in.objects("deviated", o -> o)));
        };
    }

    /** The record as readers get it. */
    public static EventRecord decode(JournalRecord stored) throws JournalException {
        EventType type = EventType.ofNumber(stored.type()).orElseThrow(() -> new JournalException(Errno.EOPNOTSUPP,
                "revision %d is of event type %d, which this version does not know; a newer one wrote it, and can read it"
                        .formatted(stored.revision(), stored.type())));
        try {
            return record(stored, decode(type, stored.payload()));
        } catch (JournalException unreadable) {
            throw new JournalException(unreadable.errno(), "revision " + stored.revision() + ": " + unreadable.what(), unreadable);
        }
    }

    /** The record of an event that was just stored. */
    public static EventRecord record(JournalRecord stored, Event event) {
        return new EventRecord(stored.revision(), stored.time(), EventType.of(event).word(), stored.typeVersion(), stored.previous(),
                stored.hash(), event);
    }

    /** Nothing where all are sentences of version 1. */
    private static List<Statement> coded(List<Statement> statements) {
        return statements.stream().allMatch(statement -> statement.equals(Statement.told(statement.text()))) ? List.of() : statements;
    }

    private static List<Deviated> known(List<Deviated> differences) {
        return differences.stream().allMatch(deviated -> deviated.equals(Deviated.told(deviated.text()))) ? List.of() : differences;
    }

    private static void end(JsonOut out, Optional<List<Decision>> decisions, List<LeftBehind> left, List<PartEnded> parts) {
        decided(out, decisions);
        out.objects("left", left, StateCodec::encode);
        if (!parts.isEmpty()) {
            out.objects("parts", parts, (o, part) -> o.text("command", part.command()).text("outcome", part.outcome().name()).text("what", part.what()));
        }
    }

    private static List<PartEnded> parts(JsonIn in) throws JournalException {
        return in.has("parts") ? in.objects("parts", part -> new PartEnded(part.text("command"), outcome(part), part.text("what"))) : List.of();
    }

    private static void decided(JsonOut out, Optional<List<Decision>> decisions) {
        decisions.ifPresent(present -> out.objects("decisions", present, StateCodec::encode));
    }

    private static Optional<List<Decision>> decisions(JsonIn in) throws JournalException {
        return in.has("decisions") ? Optional.of(in.objects("decisions", StateCodec::decision)) : Optional.empty();
    }

    private static void encode(JsonOut out, PlannedStep step) {
        switch (step) {
            case PlannedStep(var effect, var afterwards, var undo, var irreversible) ->
                    out.object("effect", o -> EffectCodec.encode(o, effect)).text("afterwards", afterwards)
                            .objects("undo", undo, EffectCodec::encode).text("irreversible", irreversible);
        }
    }

    private static PlannedStep step(JsonIn in) throws JournalException {
        return new PlannedStep(EffectCodec.effect(in.object("effect")), in.text("afterwards"),
                in.objects("undo", EffectCodec::effect), in.maybeText("irreversible"));
    }

    private static Outcome outcome(JsonIn in) throws JournalException {
        return Words.of(Outcome.values(), Outcome::name, "outcome", in.text("outcome"));
    }
}
