package daxplane.filesystem;

import daxplane.block.BlockLayer;
import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.Program;
import daxplane.kernel.StateRecord;
import daxplane.kernel.UserFiles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** File systems and swap, as a part of the kernel image. */
@Component(service = KernelModule.class)
public final class FileSystemModule implements KernelModule {

    static final String NAME = "filesystems";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean builtIn() {
        return true;
    }

    @Override
    public List<String> uses() {
        return List.of("block");
    }

    @Override
    public void load(Kernel kernel) {
        Mounts mounts = new Mounts(kernel);
        Swaps swaps = new Swaps(kernel);
        kernel.export(Mounts.class, mounts);
        kernel.export(UserFiles.class, mounts);
        kernel.export(Swaps.class, swaps);
        kernel.symbol(BlockLayer.class).orElseThrow().watch(mounts);
        kernel.devices().file("/proc", Attribute.readOnly("mounts", mounts::text));
        kernel.devices().file("/proc", Attribute.readOnly("swaps", swaps::text));
    }

    @Override
    public void resume(Kernel kernel) {
        load(kernel);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        if (document.key().startsWith(Swaps.KEY)) {
            kernel.symbol(Swaps.class).orElseThrow().restore(document);
        } else {
            kernel.symbol(Mounts.class).orElseThrow().restore(document);
        }
    }

    @Override
    public List<Program> programs() {
        return List.of(new MakeFileSystem("mkfs.ext4"), new MakeFileSystem("mkfs.xfs"), new MakeSwap(), new MountProgram(), new UnmountProgram(),
                new SwapProgram("swapon"), new SwapProgram("swapoff"), new Blkid(), new Findfs(), new ExtTools("dumpe2fs"), new ExtTools("e2fsck"), new Wipefs(),
                new FileProgram("mkdir"), new FileProgram("rm"), new FileProgram("sync"));
    }
}
