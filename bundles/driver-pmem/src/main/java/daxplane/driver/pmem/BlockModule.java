package daxplane.driver.pmem;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The block layer as a part of the kernel image. */
@Component(service = KernelModule.class)
public final class BlockModule implements KernelModule {

    static final String NAME = "block";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public void load(Kernel kernel) {
        List.of("/sys/block", "/sys/class/block", "/sys/dev/block").forEach(kernel.devices()::directory);
        kernel.export(BlockLayer.class, new BlockLayer(kernel));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(BlockLayer.class).orElseThrow().restore(document);
    }
}
