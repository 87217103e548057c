package daxplane.machine;

import daxplane.kernel.KernelModule;
import daxplane.kernel.core.KernelSetup.ModuleSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The modules that bundles offer, by name. */
public final class ModuleShelf implements ModuleSource {

    private final Map<String, KernelModule> offered = new ConcurrentSkipListMap<>();

    /** Offers a module in place of one with the same name. */
    public void offer(KernelModule module) {
        offered.put(module.name(), module);
    }

    /** The bundle left; nothing happens when another offered the name meanwhile. */
    public void withdraw(KernelModule module) {
        offered.remove(module.name(), module);
    }

    @Override
    public Optional<KernelModule> module(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    /** By name; what one uses is loaded before it anyway. */
    @Override
    public List<String> builtIn() {
        return offered.values().stream().filter(KernelModule::builtIn).map(KernelModule::name).toList();
    }
}
