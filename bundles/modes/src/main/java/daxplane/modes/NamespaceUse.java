package daxplane.modes;

import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.host.Errno;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.Optional;

/**
 * A use of a namespace as a block device. Entering or leaving one rewrites labels and info blocks and destroys what the
 * namespace holds; no plan of ours does that yet, so these modes tell who owns what and name the command of ndctl.
 */
final class NamespaceUse {

    private final Namespace.Mode use;

    NamespaceUse(Namespace.Mode use) {
        this.use = use;
    }

    String name() {
        return use.word();
    }

    boolean owns(Inventory picture, String device) {
        return namespace(picture, device).filter(namespace -> namespace.mode() == use && namespace.enabled()).isPresent();
    }

    Proposal enter(Inventory picture, String device, Options options) {
        String title = "assign " + device + " " + name() + options.typed();
        if (!options.values().isEmpty()) {
            return new Proposal.Refused(new Refusal(Errno.EINVAL, device, title + " makes no sense",
                    name() + " has no option --" + options.values().firstKey(), "assign " + device + " " + name()));
        }
        if (owns(picture, device)) {
            return new Proposal.Planned(Plan.nothingToDo(title, device + " is " + name() + " already"));
        }
        return namespace(picture, device)
                .map(namespace -> refuse(device, "become " + name(),
                        namespace.name() + " is " + namespace.mode().word() + (namespace.enabled() ? "" : ", disabled")
                                + "; another mode means new labels and info blocks, which no plan of daxplane writes yet",
                        remedy(picture, namespace)))
                .orElseGet(() -> refuse(device, "become " + name(), device + " comes from no namespace",
                        "list       shows which memory has namespaces"));
    }

    Proposal leave(String device) {
        return refuse(device, "leave " + name(),
                "a namespace that nobody uses is a namespace destroyed, and no plan of daxplane destroys one",
                "ndctl destroy-namespace -f " + device + "       destroys what it holds");
    }

    /** What can be typed as it stands, also for a seed: a namespace that has no size yet, and becomes one by its region. */
    private String remedy(Inventory picture, Namespace namespace) {
        if (namespace.bytes() == 0) {
            return forASeed(picture, namespace, name());
        }
        var region = picture.regions().get(namespace.region());
        if (region != null && !region.enabled()) {
            return "ndctl enable-region " + region.name() + "       brings back what is in it";
        }
        var ram = picture.daxDevices().values().stream()
                .filter(device -> device.usedAsRam() && device.namespace().equals(Optional.of(namespace.name()))).findFirst();
        if (ram.isPresent()) {
            return "release " + ram.get().name() + "       takes it from the kernel first; then: ndctl create-namespace -f -e " + namespace.name()
                    + " -m " + name();
        }
        return namespace.mode() == use
                ? "ndctl enable-namespace " + namespace.name() + "       brings it back as it was"
                : "ndctl create-namespace -f -e " + namespace.name() + " -m " + name() + "       makes it so, and destroys what it holds";
    }

    /** A namespace that has no size yet becomes one of what is free in its region, if anything is. */
    static String forASeed(Inventory picture, Namespace seed, String mode) {
        var region = picture.regions().get(seed.region());
        return region != null && region.availableBytes() == 0 ? "show " + region.name() + "       shows that nothing is free there"
                : "ndctl create-namespace -r " + seed.region() + " -m " + mode + "       makes one of what is free there";
    }

    private static Proposal refuse(String device, String aim, String rule, String remedy) {
        return new Proposal.Refused(new Refusal(Errno.EOPNOTSUPP, device, device + " cannot " + aim, rule, remedy));
    }

    private static Optional<Namespace> namespace(Inventory picture, String device) {
        var dax = picture.daxDevices().get(device);
        String name = dax != null ? dax.namespace().orElse(device) : device;
        return Optional.ofNullable(picture.namespaces().get(name));
    }
}
