package daxplane.conform;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What chance decided on a real kernel. When a region is enabled, its namespaces are probed side by side while its first unused
 * personalities are made, and which of them gets which number differs from time to time.
 */
public final class RecordedNameRaces {

    private static final Pattern SEED = Pattern.compile("nd/((region\\d+)/(?:namespace|btt|pfn|dax)_seed)");
    private static final Pattern FOUND = Pattern.compile("nd/((?:btt|pfn|dax)(\\d+)\\.\\d+)/namespace");

    private RecordedNameRaces() {
    }

    /** @param after the recorded state after the step */
    static Map<String, String> names(Step step, StateMap after) {
        if (step.action() instanceof Step.Action.Exec(var command) && command.contains("create-namespace")) {
            return Map.of(); // there the number says how often something was created
        }
        return names(after, step.action() instanceof Step.Action.Reboot ? _ -> true : step.bound()::contains);
    }

    /**
     * The names that personalities got, for {@link daxplane.simulation.FaultInjection#decideNames}.
     *
     * @param after  what the kernel showed in the end
     * @param cameUp which regions were enabled by then
     */
    public static Map<String, String> names(StateMap after, Predicate<String> cameUp) {
        var names = new TreeMap<String, String>();
        after.values().forEach((key, value) -> {
            var seed = SEED.matcher(key);
            var found = FOUND.matcher(key);
            if (seed.matches() && cameUp.test(seed.group(2))) {
                names.put(seed.group(1), value);
            } else if (found.matches() && !value.isEmpty() && cameUp.test("region" + found.group(2))) {
                names.put(value, found.group(1));
            }
        });
        return names;
    }
}
