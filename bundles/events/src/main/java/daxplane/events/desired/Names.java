package daxplane.events.desired;

import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.List;
import java.util.function.Predicate;

/** What people call a device, and what the kernel calls it. */
public final class Names {

    private Names() {
    }

    /**
     * The kernel's name of a dax device, or of a namespace that has none.
     *
     * @param text kernel name of a dax device, namespace or block device, uuid of a label or personality, or the name that
     *             people gave the namespace, in this order
     * @return none when nothing is called so, several when it is ambiguous
     */
    public static List<String> resolve(Inventory picture, String text) {
        if (picture.daxDevices().containsKey(text)) {
            return List.of(text);
        }
        for (Predicate<Namespace> rule : List.<Predicate<Namespace>>of(
                namespace -> namespace.name().equals(text),
                namespace -> namespace.blockDevice().filter(text::equals).isPresent(),
                namespace -> namespace.uuid().filter(text::equalsIgnoreCase).isPresent(),
                namespace -> namespace.personalityUuid().filter(text::equalsIgnoreCase).isPresent(),
                namespace -> !text.isEmpty() && namespace.bytes() != 0 && namespace.altName().equals(text))) {     // the first of a region keeps its name when it is gone
            var found = picture.namespaces().values().stream().filter(rule).map(namespace -> device(picture, namespace)).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String device(Inventory picture, Namespace namespace) {
        return picture.daxDevices().values().stream()
                .filter(device -> device.namespace().filter(namespace.name()::equals).isPresent())
                .map(DaxDevice::name)
                .findFirst().orElse(namespace.name());
    }
}
