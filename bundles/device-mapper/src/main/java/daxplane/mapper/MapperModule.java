package daxplane.mapper;

import daxplane.kernel.Attribute;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.Program;
import daxplane.kernel.StateRecord;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Module dm_mod, with the target types that it always has. */
@Component(service = KernelModule.class)
public final class MapperModule implements KernelModule {

    static final String NAME = "dm_mod";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uses() {
        return List.of("block");
    }

    @Override
    public void load(Kernel kernel) {
        start(kernel);
        kernel.log(6, "device-mapper: uevent: version 1.0.3");
        kernel.log(6, "device-mapper: ioctl: 4.48.0-ioctl (2023-03-01) initialised: dm-devel@lists.linux.dev");
    }

    @Override
    public void resume(Kernel kernel) {
        start(kernel);
    }

    private static void start(Kernel kernel) {
        DeviceMapper mapper = new DeviceMapper(kernel);
        mapper.register(new LinearType());
        mapper.register(new StripedType());
        kernel.export(DeviceMapper.class, mapper);
        kernel.devices().file("/dev/mapper", new Attribute("control", 0, () -> "", (_, _) -> 0));
    }

    /** Nothing is mapped then. */
    @Override
    public void unload(Kernel kernel) {
        kernel.devices().remove("/dev/mapper");
    }

    @Override
    public int references(Kernel kernel) {
        return kernel.symbol(DeviceMapper.class).map(DeviceMapper::references).orElse(0);
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.symbol(DeviceMapper.class).orElseThrow().restore(document);
    }

    @Override
    public List<Program> programs() {
        return List.of(new Dmsetup());
    }
}
