package daxplane.events.format;

import daxplane.events.Intent;
import daxplane.events.Intent.DriverChange.Action;
import daxplane.events.Intent.Option;
import daxplane.events.Target;
import daxplane.journal.JournalException;
import java.util.List;

/** Intents as JSON: {@code {"intent":"Release","target":{"kind":"DAX_DEVICE","identity":"uuid:..","name":"dax0.0"}}}. */
final class IntentCodec {

    private IntentCodec() {
    }

    static void encode(JsonOut out, Intent intent) {
        switch (intent) {
            case Intent.Assign(var target, var mode, var options) -> out.text("intent", "Assign").object("target", o -> encode(o, target))
                    .text("mode", mode).objects("options", options, IntentCodec::encode);
            case Intent.Release(var target, var options) -> out.text("intent", "Release").object("target", o -> encode(o, target))
                    .objects("options", options, IntentCodec::encode);
            case Intent.Adjust(var target, var what, var name, var options) -> out.text("intent", "Adjust").object("target", o -> encode(o, target))
                    .text("what", what).text("name", name).objects("options", options, IntentCodec::encode);
            case Intent.Recover(var everything, var targets, var options) -> given(out.text("intent", "Recover").flag("everything", everything)
                    .objects("targets", targets, IntentCodec::encode), options);
            case Intent.Accept(var everything, var targets) -> out.text("intent", "Accept").flag("everything", everything)
                    .objects("targets", targets, IntentCodec::encode);
            case Intent.Undo(var operation, var targets, var options) -> given(out.text("intent", "Undo").text("of", operation)
                    .objects("targets", targets, IntentCodec::encode), options);
            case Intent.ByHand(var leak, var targets) -> out.text("intent", "ByHand").flag("leakUntilReboot", leak)
                    .objects("targets", targets, IntentCodec::encode);
            case Intent.Several(var parts, var keepGoing) -> out.text("intent", "Several").flag("keepGoing", keepGoing).objects("parts", parts,
                    (o, part) -> o.text("command", part.command()).object("intent", inner -> encode(inner, part.intent())));
            case Intent.ToolRun(var argv) -> out.text("intent", "ToolRun").texts("argv", argv);
            case Intent.Power(var orderly) -> out.text("intent", "Power").flag("orderly", orderly);
            case Intent.DriverChange(var action, var driver, var file) -> out.text("intent", "DriverChange").text("action", action.name())
                    .text("driver", driver).text("file", file);
            case Intent.ConfigurationChange(var key, var value) -> out.text("intent", "ConfigurationChange").text("key", key).text("value", value);
            case Intent.Unresolved(var command) -> out.text("intent", "Unresolved").text("command", command);
        }
    }

    static Intent intent(JsonIn in) throws JournalException {
        String kind = in.text("intent");
        return switch (kind) {
            case "Assign" -> new Intent.Assign(target(in.object("target")), in.text("mode"), options(in));
            case "Release" -> new Intent.Release(target(in.object("target")), options(in));
            case "Adjust" -> new Intent.Adjust(target(in.object("target")), in.text("what"), in.text("name"), options(in));
            case "Recover" -> new Intent.Recover(in.flag("everything"), targets(in, "targets"), given(in));
            case "Accept" -> new Intent.Accept(in.flag("everything"), targets(in, "targets"));
            case "Undo" -> new Intent.Undo(in.text("of"), targets(in, "targets"), given(in));
            case "ByHand" -> new Intent.ByHand(in.flag("leakUntilReboot"), targets(in, "targets"));
            case "Several" -> new Intent.Several(in.objects("parts", IntentCodec::part), in.flag("keepGoing"));
            case "ToolRun" -> new Intent.ToolRun(in.texts("argv"));
            case "Power" -> new Intent.Power(in.flag("orderly"));
            case "DriverChange" -> new Intent.DriverChange(Words.of(Action.values(), Action::name, "action", in.text("action")),
                    in.text("driver"), in.maybeText("file"));
            case "ConfigurationChange" -> new Intent.ConfigurationChange(in.text("key"), in.text("value"));
            case "Unresolved" -> new Intent.Unresolved(in.text("command"));
            default -> throw JsonIn.unknown("intent", kind);
        };
    }

    /** Several commands are never one of several: what comes from outside cannot lead deeper and deeper. */
    private static Intent.Part part(JsonIn in) throws JournalException {
        var intent = in.object("intent");
        if (intent.text("intent").equals("Several")) {
            throw JsonIn.damaged("several commands within several");
        }
        if (!(intent(intent) instanceof Intent.OfOne one)) {
            throw JsonIn.damaged(intent.text("intent") + " within several commands");
        }
        return new Intent.Part(in.text("command"), one);
    }

    static List<Target> targets(JsonIn in, String field) throws JournalException {
        return in.objects(field, IntentCodec::target);
    }

    private static List<Option> options(JsonIn in) throws JournalException {
        return in.objects("options", option -> new Option(option.text("name"), option.text("value")));
    }

    /** Options of commands that mostly have none: written when there are any. */
    private static void given(JsonOut out, List<Option> options) {
        if (!options.isEmpty()) {
            out.objects("options", options, IntentCodec::encode);
        }
    }

    private static List<Option> given(JsonIn in) throws JournalException {
        return in.has("options") ? options(in) : List.of();
    }

    private static void encode(JsonOut out, Option option) {
        out.text("name", option.name()).text("value", option.value());
    }

    static void encode(JsonOut out, Target target) {
        target.object().ifPresent(object -> StateCodec.encode(out, object));
        out.text("name", target.name());
    }

    private static Target target(JsonIn in) throws JournalException {
        return new Target(StateCodec.maybeObject(in), in.text("name"));
    }
}
