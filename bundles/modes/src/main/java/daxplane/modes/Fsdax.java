package daxplane.modes;

import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Preparation;
import daxplane.control.Proposal;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.tools.Toolbox;
import daxplane.tools.Tools;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A block device whose pages can be mapped directly, for file systems with the option dax. */
@Component(property = "mode=fsdax")
public final class Fsdax implements Mode {

    private final NamespaceUse use;

    /** With the library's rules for labels. */
    public Fsdax() {
        this(new Toolbox());
    }

    @Activate
    public Fsdax(@Reference Tools tools) {
        use = new NamespaceUse(Namespace.Mode.FSDAX, tools,
                ModeOption.oneOf("map", List.of("dev", "mem"), "where the kernel keeps its page structures: on the device, or in DRAM"));
    }

    @Override
    public String name() {
        return use.name();
    }

    @Override
    public String describe() {
        return "a file system with direct access lives on /dev/pmemX";
    }

    @Override
    public List<ModeOption> options() {
        return use.options();
    }

    @Override
    public boolean owns(Inventory picture, String device) {
        return use.owns(picture, device);
    }

    @Override
    public Preparation prepare(Inventory picture, String target, Options options) {
        return use.prepare(picture, target, options);
    }

    @Override
    public Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return use.prepareResizing(picture, device, bytes, options);
    }

    @Override
    public Preparation prepareLeaving(Inventory picture, String device, Options options) {
        return use.prepareLeaving(picture, device);
    }

    @Override
    public Proposal enter(Inventory picture, String device, Options options) {
        return use.enter(picture, device, options);
    }

    @Override
    public Proposal leave(Inventory picture, String device, Options options) {
        return use.leave(device);
    }
}
