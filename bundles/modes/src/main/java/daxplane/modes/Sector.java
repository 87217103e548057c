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

/** A block device that writes whole sectors or nothing, through a block translation table. */
@Component(property = "mode=sector")
public final class Sector implements Mode {

    private final NamespaceUse use;

    /** With the library's rules for labels. */
    public Sector() {
        this(new Toolbox());
    }

    @Activate
    public Sector(@Reference Tools tools) {
        use = new NamespaceUse(Namespace.Mode.SECTOR, tools,
                ModeOption.oneOf("sector-size", List.of("4096", "512", "520", "528", "4104", "4160", "4224"), "bytes of a sector"));
    }

    @Override
    public String name() {
        return use.name();
    }

    @Override
    public String describe() {
        return "a block device whose sectors are written whole, /dev/pmemXs";
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
