package daxplane.modes;

import daxplane.control.Command;
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

/** The kernel uses the memory as System RAM, on the device's own node, through the driver kmem. */
@Component(property = "mode=system-ram")
public final class SystemRam implements Mode {

    public static final String NAME = "system-ram";

    private final NamespaceMaking making;

    /** With the library's rules for labels. */
    public SystemRam() {
        this(new Toolbox());
    }

    @Activate
    public SystemRam(@Reference Tools tools) {
        making = new NamespaceMaking(Namespace.Mode.DEVDAX, tools);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return "the kernel uses it as System RAM, on the device's own node";
    }

    @Override
    public List<ModeOption> options() {
        return EntryOptions.KNOWN;
    }

    @Override
    public boolean owns(Inventory picture, String device) {
        var found = picture.daxDevices().get(device);
        return found != null && found.usedAsRam();
    }

    /** A dax device comes of a namespace in mode devdax. */
    @Override
    public Preparation prepare(Inventory picture, String target, Options options) {
        return making.prepare(picture, target, options, List.of());
    }

    @Override
    public Proposal enter(Inventory picture, String device, Options options) {
        String title = new Command.Assign(device, NAME, options).typed();
        return Planning.propose(() -> {
            var request = Request.check(title, "become " + NAME, picture, device, EntryOptions.KNOWN, options);
            var wanted = EntryOptions.of(request);
            return owns(picture, device) ? OnliningPlan.of(request, wanted) : EntryPlan.of(request, wanted);
        });
    }

    @Override
    public Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return making.resized(picture, device, bytes, options);
    }

    /** Back to devdax, which is what a dax device is when nobody decides otherwise. */
    @Override
    public Proposal leave(Inventory picture, String device, Options options) {
        String title = new Command.Release(device, options).typed();
        return Planning.propose(() ->
                ExitPlan.of(Request.check(title, "leave " + NAME, picture, device, ExitPlan.OPTIONS, options)));
    }
}
