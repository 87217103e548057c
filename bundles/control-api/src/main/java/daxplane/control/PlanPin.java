package daxplane.control;

import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.State;
import daxplane.events.ledger.MachineState;
import daxplane.host.Effect;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan was when somebody approved it: its steps, and the machine that they were for. A plan that is made later for the same
 * command is the approved one when its steps are the same; the objects tell what moved when they are not.
 *
 * @param machine what the machine is, for people
 * @param steps   a line each: effect, what it must come to, what takes it back; a uuid that is made up for the occasion is {@code (new 1)}
 * @param objects state of each object by its name
 */
public record PlanPin(String machine, List<String> steps, SortedMap<String, String> objects) {

    /** More than one line of a refusal names. */
    private static final int MOST_NAMED = 4;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public PlanPin {
        steps = List.copyOf(steps);
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** @param now the machine that the plan was made for */
    public static PlanPin of(Plan plan, MachineState now) {
        var objects = new TreeMap<String, String>();
        ManagedObjects.of(now.inventory()).values().forEach(thing -> objects.put(thing.name(), thing.state().text()));
        return new PlanPin(now.host(), lines(plan, now.inventory()), objects);
    }

    private static List<String> lines(Plan plan, Inventory picture) {
        Set<String> known = picture.namespaces().values().stream().flatMap(namespace -> Stream.of(namespace.uuid(), namespace.personalityUuid()))
                .flatMap(Optional::stream).map(uuid -> uuid.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(HashSet::new));
        Map<String, String> madeUp = new HashMap<>();
        var lines = new ArrayList<String>();
        for (Step step : plan.steps()) {
            lines.add(masked(step.effect().typed() + " ; then " + step.afterwards().text() + switch (step) {
                case Step.Reversible reversible -> reversible.undo().isEmpty() ? ""
                        : " ; undo " + reversible.undo().stream().map(Effect::typed).collect(Collectors.joining(" ; "));
                case Step.Irreversible irreversible -> " ; cannot be undone: " + irreversible.because();
            }, known, madeUp));
        }
        return lines;
    }

    private static String masked(String text, Set<String> known, Map<String, String> madeUp) {
        return UUID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(known.contains(found.group().toLowerCase(Locale.ROOT)) ? found.group()
                : madeUp.computeIfAbsent(found.group().toLowerCase(Locale.ROOT), _ -> "(new " + (madeUp.size() + 1) + ")")));
    }

    /**
     * Why another plan is not this one; empty when it is.
     *
     * @param other of now, for the same command
     */
    public Optional<String> moved(PlanPin other) {
        if (!machine.equals(other.machine)) {
            return Optional.of("it was made for " + machine + ", and this is " + other.machine);
        }
        if (steps.equals(other.steps)) {
            return Optional.empty();
        }
        return Optional.of(movedObjects(other).orElseGet(() -> firstDifference(other)));
    }

    /** Which objects are not as they were; empty when all are. */
    public Optional<String> movedObjects(PlanPin other) {
        var names = new TreeSet<>(objects.keySet());
        names.addAll(other.objects.keySet());
        var moved = names.stream().filter(name -> !Optional.ofNullable(objects.get(name)).equals(Optional.ofNullable(other.objects.get(name))))
                .map(name -> name + " was " + objects.getOrDefault(name, State.text(Optional.empty())) + ", is "
                        + other.objects.getOrDefault(name, State.text(Optional.empty()))).toList();
        return moved.isEmpty() ? Optional.empty() : Optional.of(moved.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
                + (moved.size() > MOST_NAMED ? "; and " + (moved.size() - MOST_NAMED) + " more" : ""));
    }

    private String firstDifference(PlanPin other) {
        int same = 0;
        while (same < Math.min(steps.size(), other.steps.size()) && steps.get(same).equals(other.steps.get(same))) {
            same++;
        }
        return "step " + (same + 1) + (same < steps.size() ? " was: " + steps.get(same) : " was not there")
                + (same < other.steps.size() ? "; it would be: " + other.steps.get(same) : "; it would not be there");
    }
}
