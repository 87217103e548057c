package daxplane.events.format;

import daxplane.events.Event.Outcome;
import daxplane.events.Event.PlannedStep;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;

/** Events as JSON; fields have the names of the records' components. docs/JOURNAL.md lists them all. */
public final class EventCodec {

    private EventCodec() {
    }

    /** As it is appended. */
    public static Entry entry(Event event) {
        var type = EventType.of(event);
        return new Entry(type.number(), type.version(), type.beginsWork(), encode(event));
    }

    /** The payload of a record: one JSON object, UTF-8. The event's type is not in it, the record's header names it. */
    public static byte[] encode(Event event) {
        return JsonOut.object(out -> encode(out, event));
    }

    private static void encode(JsonOut out, Event event) {
        switch (event) {
            case Event.BootObserved(var bootId, var host, var kernelRelease, var picture, var lost) ->
                    out.text("bootId", bootId).text("host", host).text("kernelRelease", kernelRelease)
                            .object("picture", o -> PictureCodec.encode(o, picture)).texts("lost", lost);
            case Event.OperationIntended(var operation, var command, var actor, var reason, var steps) ->
                    out.text("operation", operation).text("command", command).text("actor", actor).text("reason", reason)
                            .objects("steps", steps, EventCodec::encode);
            case Event.EffectPerformed(var operation, var step, var effect, var result, var durationNanos) ->
                    out.text("operation", operation).number("step", step).object("effect", o -> EffectCodec.encode(o, effect))
                            .object("result", o -> EffectCodec.encode(o, result)).number("durationNanos", durationNanos);
            case Event.FactsObserved(var cause, var facts) ->
                    out.text("cause", cause).objects("facts", facts, FactCodec::encode);
            case Event.StepFailed(var operation, var step, var what) ->
                    out.text("operation", operation).number("step", step).text("what", what);
            case Event.OperationEnded(var operation, var outcome, var summary) ->
                    out.text("operation", operation).text("outcome", outcome.name()).text("summary", summary);
            case Event.OperationSettled(var operation, var outcome, var how) ->
                    out.text("operation", operation).text("outcome", outcome.name()).text("how", how);
            case Event.Refused(var command, var actor, var reason, var errno, var object, var rule, var remedy, var operation) ->
                    out.text("command", command).text("actor", actor).text("reason", reason).text("errno", errno)
                            .text("object", object).text("rule", rule).text("remedy", remedy).text("operation", operation);
            case Event.DriverChanged(var driver, var action, var versionBefore, var digestBefore, var versionAfter,
                    var digestAfter, var result) ->
                    out.text("driver", driver).text("action", action).text("versionBefore", versionBefore)
                            .text("digestBefore", digestBefore).text("versionAfter", versionAfter)
                            .text("digestAfter", digestAfter).text("result", result);
            case Event.ConfigurationChanged(var key, var before, var after) ->
                    out.text("key", key).text("before", before).text("after", after);
            case Event.DriftDetected(var differences) -> out.texts("differences", differences);
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
                    PictureCodec.picture(in.object("picture")), in.texts("lost"));
            case OPERATION_INTENDED -> new Event.OperationIntended(in.text("operation"), in.text("command"), in.text("actor"),
                    in.text("reason"), in.objects("steps", EventCodec::step));
            case EFFECT_PERFORMED -> new Event.EffectPerformed(in.text("operation"), in.integer("step"),
                    EffectCodec.effect(in.object("effect")), EffectCodec.result(in.object("result")), in.number("durationNanos"));
            case FACTS_OBSERVED -> new Event.FactsObserved(in.text("cause"), in.objects("facts", FactCodec::fact));
            case STEP_FAILED -> new Event.StepFailed(in.text("operation"), in.integer("step"), in.text("what"));
            case OPERATION_ENDED -> new Event.OperationEnded(in.text("operation"), outcome(in), in.text("summary"));
            case OPERATION_SETTLED -> new Event.OperationSettled(in.text("operation"), outcome(in), in.text("how"));
            case REFUSED -> new Event.Refused(in.text("command"), in.text("actor"), in.text("reason"), in.text("errno"),
                    in.text("object"), in.text("rule"), in.text("remedy"), in.text("operation"));
            case DRIVER_CHANGED -> new Event.DriverChanged(in.text("driver"), in.text("action"), in.text("versionBefore"),
                    in.text("digestBefore"), in.text("versionAfter"), in.text("digestAfter"), in.text("result"));
            case CONFIGURATION_CHANGED -> new Event.ConfigurationChanged(in.text("key"), in.text("before"), in.text("after"));
            case DRIFT_DETECTED -> new Event.DriftDetected(in.texts("differences"));
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
