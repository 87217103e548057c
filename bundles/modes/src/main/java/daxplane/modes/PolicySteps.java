package daxplane.modes;

import daxplane.control.Condition;
import daxplane.control.KernelFiles;
import daxplane.control.Step;
import java.util.List;

/** Setting the kernel's auto-online policy aside for the time of an operation, and restoring it. */
final class PolicySteps {

    private PolicySteps() {
    }

    static Step setAside(String policy) {
        return new Step.Reversible(KernelFiles.autoOnline("offline"), new Condition.AutoOnlineIs("offline"),
                List.of(KernelFiles.autoOnline(policy)));
    }

    /** The last step; taking it back sets the policy aside again, for the undo of the steps before. */
    static Step restore(String policy) {
        return new Step.Reversible(KernelFiles.autoOnline(policy), new Condition.AutoOnlineIs(policy),
                List.of(KernelFiles.autoOnline("offline")));
    }
}
