package daxplane.modes;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
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

/** Applications map the memory through the device's character device, with the driver device_dax. */
@Component(property = "mode=devdax")
public final class Devdax implements Mode {

    public static final String NAME = "devdax";

    private final NamespaceMaking making;

    /** With the library's rules for labels. */
    public Devdax() {
        this(new Toolbox());
    }

    @Activate
    public Devdax(@Reference Tools tools) {
        making = new NamespaceMaking(Namespace.Mode.DEVDAX, tools);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return "applications map it through /dev/daxX.Y";
    }

    @Override
    public List<ModeOption> options() {
        return ExitPlan.OPTIONS;
    }

    @Override
    public boolean owns(Inventory picture, String device) {
        var found = picture.daxDevices().get(device);
        return found != null && found.usedByApplications();
    }

    @Override
    public boolean isDefaultOf(Inventory picture, String device) {
        return picture.daxDevices().containsKey(device);
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
            var request = Request.check(title, "become " + NAME, picture, device, ExitPlan.OPTIONS, options);
            return owns(picture, device) ? Plan.nothingToDo(title, device + " is devdax already") : ExitPlan.of(request);
        });
    }

    @Override
    public Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return making.resized(picture, device, bytes, options);
    }

    @Override
    public Proposal leave(Inventory picture, String device, Options options) {
        String title = new Command.Release(device, options).typed();
        return Planning.propose(() -> {
            var request = Request.check(title, "leave " + NAME, picture, device, ExitPlan.OPTIONS, options);
            return request.has(ExitPlan.LEAK) ? ExitPlan.of(request)
                    : Plan.nothingToDo(title, device + " is devdax, and that is what it is by default");
        });
    }
}
