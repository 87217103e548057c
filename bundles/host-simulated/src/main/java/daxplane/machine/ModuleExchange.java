package daxplane.machine;

import daxplane.kernel.KernelModule;
import daxplane.kernel.core.MachineContext;
import daxplane.kernel.core.SimulatedKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Other versions of loaded modules, from their arrival until they work. Whoever calls is inside of the machine.
 *
 * <p>Invariant: what has not shown that it works has never been in the kernel that goes on.
 */
final class ModuleExchange {

    /** The kernel as it would be with these modules in place of its own; throws whatever a module does when it cannot go on. */
    @FunctionalInterface
    interface Rebuilding {
        SimulatedKernel with(Function<String, Optional<KernelModule>> modules);
    }

    private final MachineContext housing;
    private final Supplier<SimulatedKernel> kernel;
    private final Consumer<SimulatedKernel> become;
    private final Rebuilding rebuilding;
    /** What works and waits, because a call waits inside of the kernel. */
    private final Map<String, KernelModule> waiting = new LinkedHashMap<>();
    private final SortedMap<String, String> refused = new TreeMap<>();

    /** @param kernel the one that goes on; @param become puts another in its place */
    ModuleExchange(MachineContext housing, Supplier<SimulatedKernel> kernel, Consumer<SimulatedKernel> become, Rebuilding rebuilding) {
        this.housing = housing;
        this.kernel = kernel;
        this.become = become;
        this.rebuilding = rebuilding;
    }

    /** Takes over at once, later, or, when it does not work, never. */
    void arrived(KernelModule module) {
        if (kernel.get().loadedModule(module.name()).filter(working -> working != module).isEmpty()) {
            return;
        }
        rebuiltWith(module).ifPresent(next -> {
            if (housing.gate().waiting() > 0) {
                waiting.put(module.name(), module);
            } else {
                takeOver(module, next);
            }
        });
    }

    void left(KernelModule module) {
        waiting.remove(module.name(), module);
        refused.remove(module.name());
    }

    /** What waited takes over, unless a call still waits inside of the kernel. */
    void catchUp() {
        if (waiting.isEmpty() || housing.gate().waiting() > 0) {
            return;
        }
        List<KernelModule> modules = new ArrayList<>(waiting.values());
        waiting.clear();
        modules.forEach(module -> rebuiltWith(module).ifPresent(next -> takeOver(module, next)));
    }

    /** Names of modules of which a newer version does not work, with the reason. */
    SortedMap<String, String> refused() {
        return new TreeMap<>(refused);
    }

    private void takeOver(KernelModule module, SimulatedKernel next) {
        become.accept(next);
        housing.report(6, "module " + module.name() + ": another version took over");
    }

    /** The kernel as it would be with this module; empty when the module does not work, and then it is told. */
    private Optional<SimulatedKernel> rebuiltWith(KernelModule module) {
        try {
            SimulatedKernel next = rebuilding.with(name -> name.equals(module.name()) ? Optional.of(module) : kernel.get().loadedModule(name));
            refused.remove(module.name());
            return Optional.of(next);
        } catch (RuntimeException doesNotWork) {
            refused.put(module.name(), String.valueOf(doesNotWork.getMessage()));
            housing.report(3, "module " + module.name() + ": the new version does not work, the old one goes on: " + doesNotWork.getMessage());
            return Optional.empty();
        }
    }
}
