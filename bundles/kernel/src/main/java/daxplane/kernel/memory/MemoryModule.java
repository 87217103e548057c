package daxplane.kernel.memory;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.MemoryHotplug;
import org.osgi.service.component.annotations.Component;

/** Memory as a part of the kernel image; exports {@link MemoryHotplug}. */
@Component(service = KernelModule.class)
public final class MemoryModule implements KernelModule {

    @Override
    public String name() {
        return MemorySubsystem.NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        export(kernel).boot();
    }

    @Override
    public void resume(Kernel kernel) {
        export(kernel).start();
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(MemorySubsystem.class).orElseThrow().restore(document);
    }

    private static MemorySubsystem export(Kernel kernel) {
        var memory = new MemorySubsystem(kernel);
        kernel.export(MemorySubsystem.class, memory);
        kernel.export(MemoryHotplug.class, memory);
        return memory;
    }
}
