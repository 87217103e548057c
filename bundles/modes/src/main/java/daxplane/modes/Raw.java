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

/** A block device as it is, without info block and without page structures. */
@Component(property = "mode=raw")
public final class Raw implements Mode {

    private final NamespaceUse use;

    /** With the library's rules for labels. */
    public Raw() {
        this(new Toolbox());
    }

    @Activate
    public Raw(@Reference Tools tools) {
        use = new NamespaceUse(Namespace.Mode.RAW, tools);
    }

    @Override
    public String name() {
        return use.name();
    }

    @Override
    public String describe() {
        return "a plain block device /dev/pmemX";
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

    /** Nothing on the medium tells its size. */
    @Override
    public Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return NamespaceMaking.of(picture, device).filter(namespace -> namespace.uuid().isPresent()).<Preparation>map(_ -> new Preparation.NotNeeded())
                .orElseGet(() -> use.prepareResizing(picture, device, bytes, options));
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
