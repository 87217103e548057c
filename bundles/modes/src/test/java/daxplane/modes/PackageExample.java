package daxplane.modes;

import daxplane.control.Options;
import daxplane.control.Proposal;
import daxplane.inventory.Inventory;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Inventory picture) throws Exception {
        // @start region="example"
        Proposal proposal = new SystemRam().enter(picture, "dax0.0", Options.NONE);
        switch (proposal) {
            case Proposal.Planned(var plan) -> plan.steps().forEach(step -> System.out.println(step.effect().typed()));
            case Proposal.Refused(var refusal) -> System.out.print(refusal.text());
        }
        // @end
    }
}
