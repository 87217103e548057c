package daxplane.events.format;

import daxplane.events.Cause;
import daxplane.events.Decision;
import daxplane.events.Deviated;
import daxplane.events.LeftBehind;
import daxplane.events.Statement;
import daxplane.events.desired.BlockTargets.Target;
import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import daxplane.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is decided about objects, and what was found otherwise, as JSON. Blocks that are to be the same stand in runs. */
final class StateCodec {

    private StateCodec() {
    }

    static void encode(JsonOut out, ObjectId object) {
        out.text("kind", object.kind().name()).text("identity", object.identity());
    }

    static ObjectId object(JsonIn in) throws JournalException {
        return new ObjectId(Words.of(ObjectId.Kind.values(), ObjectId.Kind::name, "kind of object", in.text("kind")), in.text("identity"));
    }

    static Optional<ObjectId> maybeObject(JsonIn in) throws JournalException {
        return in.maybeText("kind").isPresent() ? Optional.of(object(in)) : Optional.empty();
    }

    static void encode(JsonOut out, String name, Optional<State> state) {
        state.ifPresent(present -> out.object(name, o -> encode(o, present)));
    }

    private static void encode(JsonOut out, State state) {
        switch (state) {
            case State.Dax(var driver, var blocks, var leaked) -> {
                out.text("state", "Dax").text("driver", driver).flag("leaked", leaked);
                for (Target target : Target.values()) {
                    var numbers = blocks.entrySet().stream().filter(entry -> entry.getValue() == target)
                            .map(entry -> MemoryBlock.added(entry.getKey(), OptionalInt.empty())).toList();
                    if (!numbers.isEmpty()) {
                        out.objects(target.name(), DeviceBlocks.runs(numbers), JsonOut::blocks);
                    }
                }
            }
            case State.OfNamespace(var mode, var bytes, var enabled) -> out.text("state", "Namespace").text("mode", mode.name())
                    .unsigned("bytes", bytes).flag("enabled", enabled);
            case State.OfRegion(var enabled, var readOnly) -> out.text("state", "Region").flag("enabled", enabled).flag("readOnly", readOnly);
            case State.OfDimm(var enabled) -> out.text("state", "Dimm").flag("enabled", enabled);
            case State.Policy(var value) -> out.text("state", "Policy").text("value", value);
            case State.Loaded() -> out.text("state", "Loaded");
        }
    }

    static Optional<State> state(JsonIn in, String name) throws JournalException {
        return in.has(name) ? Optional.of(state(in.object(name))) : Optional.empty();
    }

    private static State state(JsonIn in) throws JournalException {
        String kind = in.text("state");
        return switch (kind) {
            case "Dax" -> new State.Dax(in.maybeText("driver"), blocks(in), in.flag("leaked"));
            case "Namespace" -> new State.OfNamespace(Words.of(Namespace.Mode.values(), Namespace.Mode::name, "mode", in.text("mode")),
                    in.number("bytes"), in.flag("enabled"));
            case "Region" -> new State.OfRegion(in.flag("enabled"), in.flag("readOnly"));
            case "Dimm" -> new State.OfDimm(in.flag("enabled"));
            case "Policy" -> new State.Policy(in.text("value"));
            case "Loaded" -> new State.Loaded();
            default -> throw JsonIn.unknown("state", kind);
        };
    }

    private static SortedMap<Long, Target> blocks(JsonIn in) throws JournalException {
        var blocks = new TreeMap<Long, Target>();
        for (Target target : Target.values()) {
            for (BlockRange run : in.objects(target.name(), JsonIn::blocks)) {
                run.numbers().forEach(number -> blocks.put(number, target));
            }
        }
        return blocks;
    }

    static void encode(JsonOut out, Decision decision) {
        switch (decision) {
            case Decision.Chosen(var object, var name, var state) -> decision(out, "Chosen", object, name, state);
            case Decision.Accepted(var object, var name, var state) -> decision(out, "Accepted", object, name, state);
            case Decision.Found(var object, var name, var state) -> decision(out, "Found", object, name, state);
            case Decision.Dropped(var object) -> encode(out.text("decision", "Dropped"), object);
        }
    }

    private static void decision(JsonOut out, String kind, ObjectId object, String name, Optional<State> state) {
        out.text("decision", kind);
        encode(out, object);
        encode(out.text("name", name), "wanted", state);
    }

    static Decision decision(JsonIn in) throws JournalException {
        String kind = in.text("decision");
        return switch (kind) {
            case "Chosen" -> new Decision.Chosen(object(in), in.text("name"), state(in, "wanted"));
            case "Accepted" -> new Decision.Accepted(object(in), in.text("name"), state(in, "wanted"));
            case "Found" -> new Decision.Found(object(in), in.text("name"), state(in, "wanted"));
            case "Dropped" -> new Decision.Dropped(object(in));
            default -> throw JsonIn.unknown("decision", kind);
        };
    }

    static void encode(JsonOut out, LeftBehind left) {
        left.object().ifPresent(object -> encode(out, object));
        encode(out, "was", left.was());
        encode(out, "is", left.is());
        out.text("what", left.what());
    }

    static LeftBehind leftBehind(JsonIn in) throws JournalException {
        return new LeftBehind(maybeObject(in), state(in, "was"), state(in, "is"), in.text("what"));
    }

    /** Without its text, which stands elsewhere. */
    static void encode(JsonOut out, Deviated deviated) {
        deviated.object().ifPresent(object -> encode(out, object));
        encode(out.text("name", deviated.name()), "wanted", deviated.wanted());
        encode(out, "observed", deviated.observed());
        encode(out.text("code", deviated.code()), deviated.cause());
    }

    private static Deviated deviated(JsonIn in, String text) throws JournalException {
        return new Deviated(maybeObject(in), in.text("name"), state(in, "wanted"), state(in, "observed"), cause(in), text);
    }

    /** Sentences, and what they state, in the same order; version 1 has the sentences alone. */
    static List<Deviated> deviated(List<String> texts, List<JsonIn> typed) throws JournalException {
        var all = new ArrayList<Deviated>();
        for (int at = 0; at < texts.size(); at++) {
            all.add(at < typed.size() ? deviated(typed.get(at), texts.get(at)) : Deviated.told(texts.get(at)));
        }
        return List.copyOf(all);
    }

    static void encode(JsonOut out, Statement statement) {
        out.text("code", statement.code()).objects("fields", statement.fields(), (o, field) -> o.text("name", field.name()).text("value", field.value()));
    }

    static List<Statement> statements(List<String> texts, List<JsonIn> typed) throws JournalException {
        var all = new ArrayList<Statement>();
        for (int at = 0; at < texts.size(); at++) {
            all.add(at < typed.size() ? statement(typed.get(at), texts.get(at)) : Statement.told(texts.get(at)));
        }
        return List.copyOf(all);
    }

    private static Statement statement(JsonIn in, String text) throws JournalException {
        return new Statement(in.text("code"), in.objects("fields", field -> new Statement.Field(field.text("name"), field.text("value"))), text);
    }

    /** {@code cause} as version 1 has it, and since version 2 {@code by}, which tells what it is. */
    static void encode(JsonOut out, Cause cause) {
        out.text("cause", cause.text()).text("by", switch (cause) {
            case Cause.Operation _ -> "operation";
            case Cause.External _ -> "external";
            case Cause.Boot _ -> "boot";
        });
    }

    static Cause cause(JsonIn in) throws JournalException {
        String cause = in.text("cause");
        Optional<String> by = in.maybeText("by");
        if (by.isEmpty()) {
            return cause.equals("external") ? Cause.EXTERNAL : Cause.operation(cause);
        }
        return switch (by.get()) {
            case "operation" -> Cause.operation(cause);
            case "external" -> Cause.EXTERNAL;
            case "boot" -> Cause.BOOT;
            default -> throw JsonIn.unknown("cause", by.get());
        };
    }
}
