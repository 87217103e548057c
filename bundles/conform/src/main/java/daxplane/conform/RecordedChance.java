package daxplane.conform;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What chance decided in a recording. When a region is enabled, its namespaces are probed while its first unused personalities
 * are made, and which of them gets the lowest number differs from time to time.
 */
final class RecordedChance {

    private static final Pattern SEED = Pattern.compile("nd/(region(\\d+))/(btt|pfn|dax)_seed");

    private RecordedChance() {
    }

    /**
     * Names that the unused personalities of regions did not get because a probe had them.
     *
     * @param after the recorded state after the step
     */
    static Set<String> namesTaken(Step step, StateMap after) {
        var taken = new TreeSet<String>();
        boolean boot = step.action() instanceof Step.Action.Reboot;
        if (step.action() instanceof Step.Action.Exec(var command) && command.contains("create-namespace")) {
            return taken; // there the number says how often something was created
        }
        after.values().forEach((key, seed) -> {
            var matcher = SEED.matcher(key);
            if (matcher.matches() && (boot || step.bound().contains(matcher.group(1))) && seed.matches("[a-z]+\\d+\\.\\d{1,4}")) {
                String prefix = matcher.group(3) + matcher.group(2) + ".";
                for (int number = Integer.parseInt(seed.substring(prefix.length())) - 1; number >= 0; number--) {
                    taken.add(prefix + number);
                }
            }
        });
        return taken;
    }
}
