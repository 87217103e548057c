package daxplane.shell.view;

import daxplane.control.Capacity;
import daxplane.control.Plan;
import daxplane.control.PlannedPart;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.host.platform.Platform;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.shell.screen.Cell;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.View;
import daxplane.shell.screen.Style;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Visible;
import daxplane.shell.screen.Wrapping;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan, step by step: what will be written, how we know that it worked, what takes it back, how fast the memory will be.
 *
 * @param platform what the firmware tells of the nodes that get memory
 */
public record Plans(Plan plan, Platform platform, Inventory picture) implements View {

    private static final String INDENT = "      ";

    /** Without what the firmware tells. */
    public Plans(Plan plan) {
        this(plan, Platform.UNKNOWN, Inventory.EMPTY);
    }

    /** Whether memory goes to a node. */
    public static boolean reachesNodes(Plan plan) {
        return plan.parts().stream().anyMatch(part -> reachesNodes(part.plan())) || plan.capacity().flatMap(Capacity::ram).isPresent();
    }

    @Override
    public Object json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("plan", plan.title());
        object.put("steps", plan.steps().stream().map(Plans::json).toList());
        object.put("goal", plan.goal().text());
        object.put("lost_bytes", plan.lost().bytes());
        object.put("dram_for_pages_bytes", plan.dramForPages().bytes());
        plan.capacity().ifPresent(capacity -> object.put("capacity", json(capacity, platform)));
        object.put("notes", plan.notes());
        if (!plan.parts().isEmpty()) {
            object.put("parts", plan.parts().stream().map(this::json).toList());
        }
        return object;
    }

    /** Its steps are among those of the whole, in their order. */
    private Map<String, Object> json(PlannedPart part) {
        var object = new LinkedHashMap<String, Object>();
        object.put("plan", part.command().typed());
        object.put("steps", part.plan().steps().size());
        object.put("lost_bytes", part.plan().lost().bytes());
        object.put("dram_for_pages_bytes", part.plan().dramForPages().bytes());
        part.plan().capacity().ifPresent(capacity -> object.put("capacity", json(capacity, platform)));
        part.refused().ifPresentOrElse(refusal -> object.put("refused", Outcomes.json(refusal)), () -> object.put("notes", part.plan().notes()));
        return object;
    }

    private static Map<String, Object> json(Capacity capacity, Platform platform) {
        var object = new LinkedHashMap<String, Object>();
        object.put("asked_bytes", capacity.asked().bytes());
        object.put("metadata_bytes", capacity.metadata().bytes());
        object.put("lost_bytes", capacity.lost().bytes());
        object.put("usable_bytes", capacity.usable().bytes());
        capacity.avoided().ifPresent(how -> object.put("avoided", how));
        capacity.ram().ifPresent(ram -> {
            ram.node().ifPresent(node -> object.put("node", node));
            ram.tier().ifPresent(tier -> object.put("tier", tier));
            ram.node().stream().boxed().flatMap(node -> platform.speed(node).stream()).forEach(speed -> object.put("speed", Speeds.json(speed)));
            object.put("mem_total_before_bytes", ram.memTotalBefore().bytes());
            object.put("mem_total_after_bytes", ram.memTotalAfter().bytes());
        });
        return object;
    }

    private static Map<String, Object> json(Step step) {
        var object = new LinkedHashMap<String, Object>();
        object.put("effect", step.effect().typed());
        object.put("afterwards", step.afterwards().text());
        switch (step) {
            case Step.Reversible reversible -> object.put("undo", reversible.undo().stream().map(Effect::typed).toList());
            case Step.Irreversible irreversible -> object.put("irreversible", irreversible.because());
        }
        return object;
    }

    @Override
    public void printText(Screen screen, PrintStream out) {
        out.println(screen.ink(Style.STRONG, Visible.line("plan: " + plan.title())));
        if (plan.parts().isEmpty()) {
            steps(screen, out, plan, 0);
            costs(screen, out, plan);
            plan.notes().forEach(note -> lines(screen, out, "  note  ", note, Style.WARNING));
            return;
        }
        int number = 0;
        for (var part : plan.parts()) {
            out.println(screen.ink(Style.STRONG, Visible.line(part.command().typed())));
            number = steps(screen, out, part.plan(), number);
            costs(screen, out, part.plan());
            if (part.refused().isPresent()) {
                lines(screen, out, "  refused  ", part.refused().get().what() + ": " + part.refused().get().rule(), Style.BAD);
            } else {
                part.plan().notes().forEach(note -> lines(screen, out, "  note  ", note, Style.WARNING));
            }
        }
        long refused = plan.parts().stream().filter(part -> part.refused().isPresent()).count();
        out.println(screen.ink(Style.STRONG, "together: " + Count.of(plan.parts().size(), "command") + ", " + Count.of(plan.steps().size(), "step")
                + (refused == 0 ? "" : ", " + refused + " refused")));
        costs(screen, out, plan);
    }

    /** @param before number of steps before these @return and with these */
    private static int steps(Screen screen, PrintStream out, Plan plan, int before) {
        int number = before;
        for (var group : groups(plan, screen.detail() == Detail.FULL)) {
            int first = number + 1;
            number += group.count();
            var label = "  " + (group.count() == 1 ? String.valueOf(number) : first + "-" + number) + "  ";
            lines(screen, out, label.length() < 5 ? " ".repeat(5 - label.length()) + label : label, group.effect(), Style.PLAIN);
            lines(screen, out, INDENT + "then  ", group.afterwards(), Style.FAINT);
            group.undo().forEach(undo -> lines(screen, out, INDENT + "undo  ", undo, Style.FAINT));
            if (!group.irreversible().isEmpty()) {
                lines(screen, out, INDENT + "this cannot be undone: ", group.irreversible(), Style.WARNING);
            }
        }
        return number;
    }

    private void costs(Screen screen, PrintStream out, Plan plan) {
        plan.capacity().ifPresent(capacity -> lines(screen, out, "  size  ", text(capacity), Style.PLAIN));
        cost(screen, out, "lost  ", plan.lost(), " to alignment" + plan.capacity().flatMap(Capacity::avoided).map(": "::concat).orElse(""));
        cost(screen, out, "dram  ", plan.dramForPages(), " of DRAM for the kernel's page structures");
        plan.capacity().flatMap(Capacity::ram).map(ram -> Speeds.of(picture, platform, ram.node())).map(Cell::text).filter(text -> !text.isEmpty())
                .ifPresent(text -> lines(screen, out, "  speed ", text, Style.PLAIN));
    }

    /** The kernel counts MemTotal in KiB, and nobody reads those. */
    private static String mebibytes(ByteSize size) {
        return (size.bytes() >> 20) + " MiB";
    }

    private static String text(Capacity capacity) {
        var parts = new ArrayList<>(List.of(capacity.asked() + " asked", capacity.usable() + " usable"));
        if (!capacity.metadata().equals(ByteSize.ZERO)) {
            parts.add(capacity.metadata() + " metadata");
        }
        return String.join(", ", parts) + capacity.ram().map(ram -> "; MemTotal " + mebibytes(ram.memTotalBefore()) + " -> " + mebibytes(ram.memTotalAfter())
                + (ram.node().isPresent() ? ", on node " + ram.node().getAsInt() : "") + ram.tier().map(tier -> " (" + tier + ")").orElse("")).orElse("");
    }

    /** Steps that do the same to one memory block after the other are one group. */
    private static List<StepGroup> groups(Plan plan, boolean everyStep) {
        var groups = new ArrayList<StepGroup>();
        for (var step : plan.steps()) {
            var group = StepGroup.of(step);
            var both = groups.isEmpty() || everyStep ? Optional.<StepGroup>empty() : groups.getLast().and(group);
            both.ifPresent(_ -> groups.removeLast());
            groups.add(both.orElse(group));
        }
        return groups;
    }

    private static void cost(Screen screen, PrintStream out, String label, ByteSize size, String what) {
        if (!size.equals(ByteSize.ZERO)) {
            lines(screen, out, "  " + label, size + what, Style.PLAIN);
        }
    }

    private static void lines(Screen screen, PrintStream out, String label, String text, Style ink) {
        for (var line : Wrapping.behind(label, text, screen.columns())) {
            out.println(line.substring(0, Math.min(label.length(), line.length())) + screen.ink(ink, line.substring(Math.min(label.length(), line.length()))));
        }
    }

    /** Notes of a plan that had nothing to do, for a line of its own. */
    static String notes(Plan plan) {
        return String.join("; ", plan.notes().isEmpty() ? List.of("nothing to do") : plan.notes());
    }
}
