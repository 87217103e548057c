package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import daxplane.kernel.core.KernelSetup.ModuleSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The programs that come with the modules on offer. */
final class ProgramTable {

    private final ModuleSource modules;
    private final DriverSandbox foreign;

    ProgramTable(ModuleSource modules, DriverSandbox foreign) {
        this.modules = modules;
        this.foreign = foreign;
    }

    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (String module : modules.names()) {
            programs(module).forEach(program -> names.add(program.name()));
        }
        return names;
    }

    /** Runs it where the call is: it may wait for others. ENOENT there is no such program. */
    int run(String name, ProgramCall call) throws KernelException {
        Program program = named(name).orElseThrow(() -> new KernelException(Errno.ENOENT, "no program " + name));
        return foreign.guarded("program " + name, () -> program.run(call));
    }

    /** What a program says of a call; false when there is no such program, or what it says breaks its contract. */
    boolean says(String name, Predicate<Program> question) {
        try {
            Optional<Program> program = named(name);
            return program.isPresent() && foreign.guarded("program " + name, () -> question.test(program.get()));
        } catch (KernelException broken) {
            return false;                                   // told as a breach
        }
    }

    private Optional<Program> named(String name) {
        return modules.names().stream().flatMap(module -> programs(module).stream()).filter(each -> each.name().equals(name)).findFirst();
    }

    private List<Program> programs(String module) {
        try {
            return foreign.guarded("programs of " + module, () -> modules.module(module).map(KernelModule::programs).orElse(List.of()));
        } catch (KernelException broken) {
            return List.of();                               // told as a breach
        }
    }
}
