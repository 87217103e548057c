package daxplane.modes;

import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.host.Effect;
import daxplane.inventory.Inventory;
import java.util.List;

/** What a mode answers to a question about a picture; no machine and no journal is near. */
final class Asked {

    private Asked() {
    }

    static Options options(String... options) {
        var all = Options.NONE;
        for (String option : options) {
            var pair = option.split("=", 2);
            all = all.with(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return all;
    }

    static Plan planned(Proposal proposal) {
        if (proposal instanceof Proposal.Planned(Plan plan)) {
            return plan;
        }
        throw new AssertionError(proposal);
    }

    static Refusal refused(Proposal proposal) {
        if (proposal instanceof Proposal.Refused(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError(proposal);
    }

    static Plan enter(Mode mode, Inventory picture, String device, String... options) {
        return planned(mode.enter(picture, device, options(options)));
    }

    static Refusal refusesToEnter(Mode mode, Inventory picture, String device, String... options) {
        return refused(mode.enter(picture, device, options(options)));
    }

    /** As an administrator would type it. */
    static List<String> typed(Plan plan) {
        return plan.steps().stream().map(step -> typed(step.effect())).toList();
    }

    static String typed(Effect effect) {
        return effect.typed().replace("/sys/bus/dax/drivers/", "").replace("/sys/devices/system/memory/", "");
    }
}
