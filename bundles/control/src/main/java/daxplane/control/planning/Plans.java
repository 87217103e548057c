package daxplane.control.planning;

import daxplane.control.Condition;
import daxplane.control.Plan;
import daxplane.control.Step;
import daxplane.host.Effect;
import daxplane.inventory.ByteSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several plans as one. */
final class Plans {

    private Plans() {
    }

    /**
     * One after the other. A module is loaded once: taking the second load back would unload it under the devices of the
     * first plan.
     */
    static Plan join(String title, List<Plan> plans, List<String> notes) {
        var steps = new ArrayList<Step>();
        var loaded = new HashSet<Effect>();
        for (Plan plan : plans) {
            plan.steps().stream().filter(step -> !(step.effect() instanceof Effect.LoadModule) || loaded.add(step.effect())).forEach(steps::add);
        }
        var all = new ArrayList<String>();
        plans.forEach(plan -> all.addAll(plan.notes()));
        all.addAll(notes);
        return new Plan(title, steps, new Condition.All(plans.stream().map(Plan::goal).toList()),
                new ByteSize(plans.stream().mapToLong(plan -> plan.lost().bytes()).sum()),
                new ByteSize(plans.stream().mapToLong(plan -> plan.dramForPages().bytes()).sum()), all,
                plans.stream().flatMap(plan -> plan.capacity().stream()).collect(Collectors.collectingAndThen(Collectors.toList(),
                        known -> known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty())));
    }

    static Plan titled(String title, Plan plan) {
        return plan.called(title);
    }
}
