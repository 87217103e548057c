package daxplane.shell.view;

import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Names of the objects in a picture. */
public final class Names {

    private Names() {
    }

    /** What can be owned: dax devices, then the namespaces that no dax device is made of and that have a size. */
    public static List<String> devices(Inventory picture) {
        var names = new ArrayList<>(picture.daxDevices().keySet());
        var used = new TreeSet<String>();
        picture.daxDevices().values().forEach(device -> device.namespace().ifPresent(used::add));
        picture.namespaces().values().stream()
                .filter(namespace -> namespace.bytes() != 0 && !used.contains(namespace.name()))
                .forEach(namespace -> names.add(namespace.name()));
        return names;
    }

    /** Everything that has a name. */
    public static List<String> all(Inventory picture) {
        var names = new ArrayList<>(picture.daxDevices().keySet());
        names.addAll(picture.namespaces().keySet());
        names.addAll(picture.regions().keySet());
        names.addAll(picture.dimms().keySet());
        picture.blocks().keySet().forEach(number -> names.add("memory" + number));
        picture.nodes().keySet().forEach(id -> names.add("node" + id));
        return names;
    }

    /** The namespace that a uuid or the name that people gave it means. */
    static Optional<Namespace> namespace(Inventory picture, String said) {
        return picture.namespaces().values().stream()
                .filter(namespace -> namespace.uuid().filter(said::equalsIgnoreCase).isPresent()
                        || namespace.personalityUuid().filter(said::equalsIgnoreCase).isPresent()
                        || namespace.altName().equals(said))
                .findFirst();
    }
}
