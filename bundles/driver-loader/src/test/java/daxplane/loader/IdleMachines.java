package daxplane.loader;

import daxplane.kernel.KernelModule;
import daxplane.simulation.ModuleUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Machines that refuse and work with what a test says: nothing, at first. */
record IdleMachines(Map<String, String> refused, List<KernelModule> working) implements ModuleUse {

    IdleMachines() {
        this(new HashMap<>(), new ArrayList<>());
    }

    @Override
    public void strangers(Predicate<Class<?>> strangers) {
        // they run nothing
    }
}
