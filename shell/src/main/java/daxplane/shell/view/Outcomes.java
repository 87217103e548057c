package daxplane.shell.view;

import daxplane.control.Mode;
import daxplane.control.Outcome;
import daxplane.control.Refusal;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Wrapping;
import daxplane.events.Event;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a command ended.
 *
 * @param devices devices to show as they are now, after success
 */
public record Outcomes(Outcome outcome, List<String> devices, List<Mode> modes) implements View {

    @Override
    public Object json() {
        var object = new LinkedHashMap<String, Object>();
        switch (outcome) {
            case Outcome.Done(var operation, var plan, var snapshot) -> {
                object.put("outcome", "done");
                object.put("operation", operation);
                object.put("command", plan.title());
                object.put("steps", plan.steps().size());
                if (!plan.parts().isEmpty()) {
                    object.put("parts", plan.parts().stream().map(part -> part(part.command().typed(), "done", "")).toList());
                }
                object.put("revision", snapshot.revision());
                object.put("devices", Devices.table(snapshot.inventory(), modes, devices).json());
            }
            case Outcome.Refused(var refusal) -> object.putAll(json(refusal));
            case Outcome.Failed(var operation, var code, var errno, var what, var leftBehind, var remedy, _) -> {
                object.put("outcome", "failed");
                object.put("operation", operation);
                object.put("code", code.word());
                object.put("errno", errno.name());
                object.put("what", what);
                object.put("left_behind", leftBehind);
                object.put("do", remedy);
            }
            case Outcome.Partly(var operation, var parts, var leftBehind, var snapshot) -> {
                object.put("outcome", "partial");
                object.put("operation", operation);
                object.put("parts", parts.stream().map(part -> part(part.command(), OperationsView.Ending.of(part.outcome()).toString(), part.what())).toList());
                object.put("left_behind", leftBehind);
                object.put("revision", snapshot.revision());
                object.put("devices", Devices.table(snapshot.inventory(), modes, devices).json());
            }
            case Outcome.InDoubt(var operation, var why) -> {
                object.put("outcome", "in-doubt");
                object.put("operation", operation);
                object.put("what", why);
            }
            case Outcome.Repeated(var operation, var recorded, var exitCode) -> {
                object.put("outcome", "repeated");
                object.put("operation", operation);
                object.put("what", recorded);
                object.put("exit_code", exitCode);
            }
        }
        return object;
    }

    private static Map<String, Object> part(String command, String outcome, String what) {
        var object = new LinkedHashMap<String, Object>();
        object.put("command", command);
        object.put("outcome", outcome);
        object.put("what", what);
        return object;
    }

    public static Map<String, Object> json(Refusal refusal) {
        var object = new LinkedHashMap<String, Object>();
        object.put("outcome", "refused");
        object.put("code", refusal.code().word());
        object.put("errno", refusal.errno().name());
        object.put("object", refusal.object());
        object.put("what", refusal.what());
        object.put("rule", refusal.rule());
        object.put("do", refusal.remedy());
        return object;
    }

    /** Success goes to {@code out}; the rest is for {@link #complain}. */
    @Override
    public void printText(Screen screen, PrintStream out) {
        if (!(outcome instanceof Outcome.Done(var operation, var plan, var snapshot))) {
            return;
        }
        if (operation.isEmpty()) {
            say(screen, out, "", plan.title() + ": " + Plans.notes(plan));
        } else {
            head(screen, out, "done", Style.GOOD, plan.title() + " (" + operation + ", revision " + snapshot.revision() + ")");
        }
        var table = Devices.table(snapshot.inventory(), modes, devices);
        if (!table.isEmpty()) {
            table.printText(screen, out);
        }
    }

    /** What is not success, for people, on standard error. */
    public void complain(Screen screen, PrintStream err) {
        switch (outcome) {
            case Outcome.Done _ -> { }
            case Outcome.Refused(var refusal) -> refused(screen, refusal, err);
            case Outcome.Failed(var operation, _, var errno, var what, var leftBehind, var remedy, _) -> {
                head(screen, err, "failed", Style.BAD, what + " (" + (what.contains(errno.name()) ? "" : errno + ", ") + operation + ")");
                leftBehind.forEach(line -> say(screen, err, "  left    ", line));
                if (leftBehind.isEmpty()) {
                    say(screen, err, "  state   ", "everything was taken back");
                }
                if (!remedy.isEmpty()) {
                    say(screen, err, "  do      ", remedy);
                }
            }
            case Outcome.Partly(var operation, var parts, var leftBehind, var _) -> {
                long done = parts.stream().filter(part -> part.outcome() == Event.Outcome.COMPLETED).count();
                head(screen, err, "partial", Style.BAD, done + " of " + parts.size() + " done (" + operation + ")");
                parts.forEach(part -> say(screen, err, part.outcome() == Event.Outcome.COMPLETED ? "  done    " : "  failed  ",
                        part.command() + (part.what().isEmpty() ? "" : ": " + part.what())));
                leftBehind.forEach(line -> say(screen, err, "  left    ", line));
                say(screen, err, "  do      ", "undo " + operation + "       takes back what was done");
            }
            case Outcome.InDoubt(var operation, var why) -> {
                head(screen, err, "in doubt", Style.BAD, why + " (" + operation + ")");
                say(screen, err, "  do      ", "start daxplane again: it looks at the machine and settles the operation");
            }
            case Outcome.Repeated(var operation, var recorded, _) ->
                say(screen, err, "", "nothing was done: " + operation + " was carried out before: " + recorded);
        }
    }

    /** Four lines, or more where the screen is narrow. */
    public static void refused(Screen screen, Refusal refusal, PrintStream err) {
        head(screen, err, "refused", Style.BAD, refusal.what());
        say(screen, err, "  rule    ", refusal.rule());
        say(screen, err, "  kernel  ", refusal.errno() + "; " + (refusal.kernel().isEmpty() ? refusal.errno().text() : refusal.kernel()));
        say(screen, err, "  do      ", refusal.remedy());
    }

    private static void head(Screen screen, PrintStream out, String word, Style ink, String text) {
        var lines = Wrapping.behind("", word + ": " + text, screen.columns());
        out.println(screen.ink(ink, word) + lines.getFirst().substring(word.length()));
        lines.stream().skip(1).forEach(out::println);
    }

    private static void say(Screen screen, PrintStream out, String label, String text) {
        Wrapping.behind(label, text, screen.columns()).forEach(out::println);
    }
}
