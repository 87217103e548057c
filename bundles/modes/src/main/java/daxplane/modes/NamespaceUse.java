package daxplane.modes;

import daxplane.control.Command;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Preparation;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.tools.Tools;
import java.util.ArrayList;
import java.util.List;

/**
 * A use of a namespace as a block device. Entering or leaving one rewrites labels and info blocks, which {@link NamespaceMaking}
 * prepares; nothing is left to plan then.
 */
final class NamespaceUse {

    private final Namespace.Mode use;
    private final List<ModeOption> own;
    private final NamespaceMaking making;

    /** @param own options of this mode alone, each with the name that ndctl has for it */
    NamespaceUse(Namespace.Mode use, Tools tools, ModeOption... own) {
        this.use = use;
        this.own = List.of(own);
        this.making = new NamespaceMaking(use, tools);
    }

    String name() {
        return use.word();
    }

    List<ModeOption> options() {
        var all = new ArrayList<ModeOption>(List.of(NamespaceMaking.NAME, NamespaceMaking.ALIGN, ModeOption.DISCARD_CONTENTS));
        all.addAll(own);
        return all;
    }

    boolean owns(Inventory picture, String device) {
        return NamespaceMaking.of(picture, device).filter(namespace -> namespace.mode() == use && namespace.enabled()).isPresent();
    }

    Preparation prepare(Inventory picture, String target, Options options) {
        var invalid = Request.invalidOption(target, typed(target, options), options(), options);
        if (invalid.isPresent()) {
            return new Preparation.Refused(invalid.get());
        }
        var extra = new ArrayList<String>();
        own.forEach(option -> options.value(option.name()).ifPresent(value -> extra.addAll(List.of("--" + option.name(), value))));
        return making.prepare(picture, target, options, extra);
    }

    Proposal enter(Inventory picture, String device, Options options) {
        return owns(picture, device)
                ? new Proposal.Planned(Plan.nothingToDo(typed(device, options), device + " is " + name() + " already"))
                : new Proposal.Refused(new Refusal(RefusalCode.NO_NAMESPACE, Errno.EOPNOTSUPP, device, device + " cannot become " + name(), device + " comes from no namespace",
                        "list       shows which memory has namespaces"));
    }

    Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return making.resized(picture, device, bytes, options);
    }

    Preparation prepareLeaving(Inventory picture, String device) {
        return making.destroyed(picture, device);
    }

    private String typed(String device, Options options) {
        return new Command.Assign(device, name(), options).typed();
    }

    Proposal leave(String device) {
        return new Proposal.Refused(new Refusal(RefusalCode.NO_NAMESPACE, Errno.EOPNOTSUPP, device, device + " cannot leave " + name(), "it is no namespace",
                "list       shows which memory has namespaces"));
    }
}
