package daxplane.shell.view;

import daxplane.host.EffectResult;
import daxplane.inventory.Fact;
import daxplane.rehearsal.RehearsedRun;
import daxplane.rehearsal.RehearsedStep;
import daxplane.rehearsal.Reversal;
import daxplane.inventory.FactText;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Wrapping;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool would do, write by write, and what it would print.
 *
 * @param printed both streams of the tool
 */
public record RehearsedTool(String typed, RehearsedRun run, String printed) implements View {

    private static final String INDENT = "      ";

    @Override
    public Object json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("plan", typed);
        object.put("exit_code", run.exitCode());
        object.put("steps", run.steps().stream().map(RehearsedTool::json).toList());
        object.put("changes", run.changes().stream().map(FactText::of).toList());
        object.put("left_behind", run.residue().stream().map(FactText::of).toList());
        object.put("prints", printed);
        return object;
    }

    private static Map<String, Object> json(RehearsedStep step) {
        var object = new LinkedHashMap<String, Object>();
        object.put("effect", step.effect().typed());
        if (step.result() instanceof EffectResult.Failed(var errno, var _, var _)) {
            object.put("errno", errno.name());
        }
        switch (step.reversal()) {
            case Reversal.ByEffects(var effects) -> object.put("undo", effects.stream().map(effect -> effect.typed()).toList());
            case Reversal.Impossible(var because) -> object.put("irreversible", because);
        }
        return object;
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        out.println(screen.ink(Style.STRONG, "plan: " + typed));
        int number = 1;
        for (var step : run.steps()) {
            lines(screen, out, "%3d  ".formatted(number++), step.effect().typed(), Style.PLAIN);
            if (step.result() instanceof EffectResult.Failed(var errno, var _, var _)) {
                lines(screen, out, INDENT + "fails ", errno.text() + " (" + errno + ")", Style.WARNING);
            }
            switch (step.reversal()) {
                case Reversal.ByEffects(var effects) -> effects.forEach(effect -> lines(screen, out, INDENT + "undo  ", effect.typed(), Style.FAINT));
                case Reversal.Impossible(var because) -> lines(screen, out, INDENT + "this cannot be undone: ", because, Style.WARNING);
            }
        }
        facts(screen, out, run.exitCode() == 0 ? "  then  " : "  leaves  ", run.changes());
        printed.lines().forEach(line -> lines(screen, out, "  prints  ", line, Style.FAINT));
        if (run.exitCode() != 0) {
            lines(screen, out, "  note  ", typed + " would fail with exit code " + run.exitCode()
                    + (run.changes().isEmpty() ? " and change nothing" : ""), Style.WARNING);
        } else if (run.steps().isEmpty()) {
            lines(screen, out, "  note  ", "it only looks", Style.PLAIN);
        }
    }

    private static void facts(Screen screen, PrintStream out, String label, List<Fact> facts) {
        facts.forEach(fact -> lines(screen, out, label, FactText.of(fact), Style.PLAIN));
    }

    private static void lines(Screen screen, PrintStream out, String label, String text, Style style) {
        var before = label;
        for (var line : Wrapping.lines(text, screen.columns() - label.length())) {
            out.println(before + screen.ink(style, line));
            before = " ".repeat(label.length());
        }
    }
}
