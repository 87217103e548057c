package daxplane.block;

import daxplane.block.program.Blockdev;
import daxplane.block.program.Partprobe;
import daxplane.block.program.Partx;
import daxplane.block.program.Sfdisk;
import daxplane.kernel.Attribute;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.Program;
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
        BlockLayer layer = new BlockLayer(kernel);
        kernel.export(BlockLayer.class, layer);
        kernel.workload().ask(layer);
        kernel.devices().file("/proc", Attribute.readOnly("partitions", layer::partitionsText));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(BlockLayer.class).orElseThrow().restore(document);
    }

    @Override
    public List<Program> programs() {
        return List.of(new Blockdev(), new Partx(), new Partprobe(), new Sfdisk());
    }
}
