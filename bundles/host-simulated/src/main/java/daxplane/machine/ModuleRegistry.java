package daxplane.machine;

import daxplane.kernel.KernelModule;
import daxplane.kernel.core.KernelSetup.ModuleSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The modules that bundles offer, by name; of several with the same name the one that was offered last counts. */
public final class ModuleRegistry implements ModuleSource {

    private volatile Predicate<Class<?>> strangers = _ -> false;
    /** The last offered first; never an empty list. */
    private final Map<String, List<KernelModule>> offered = new ConcurrentSkipListMap<>();

    /** @param strangers whose code may do anything */
    public void strangers(Predicate<Class<?>> strangers) {
        this.strangers = strangers;
    }

    @Override
    public boolean strange(Class<?> code) {
        return strangers.test(code);
    }

    /** Offers a module in place of one with the same name, which comes back when this one is withdrawn. */
    public void offer(KernelModule module) {
        offered.merge(module.name(), List.of(module), (before, _) -> Stream.concat(Stream.of(module),
                before.stream().filter(other -> other != module)).toList());
    }

    /** Its bundle left. */
    public void withdraw(KernelModule module) {
        offered.computeIfPresent(module.name(), (_, before) -> {
            List<KernelModule> left = before.stream().filter(other -> other != module).toList();
            return left.isEmpty() ? null : left;
        });
    }

    @Override
    public Optional<KernelModule> module(String name) {
        return Optional.ofNullable(offered.get(name)).map(List::getFirst);
    }

    /** Names of the programs that come with the modules. What a module throws instead is told by the machine that asks it. */
    public SortedSet<String> programs() {
        SortedSet<String> programs = new TreeSet<>();
        for (String name : names()) {
            try {
                module(name).map(KernelModule::programs).orElse(List.of()).forEach(program -> programs.add(program.name()));
            } catch (RuntimeException | Error broken) {
                continue;
            }
        }
        return programs;
    }

    /** By name; what one uses is loaded before it anyway. */
    @Override
    public List<String> builtIn() {
        return offered.entrySet().stream().filter(entry -> entry.getValue().getFirst().builtIn()).map(Map.Entry::getKey).toList();
    }

    @Override
    public List<String> names() {
        return List.copyOf(offered.keySet());
    }
}
