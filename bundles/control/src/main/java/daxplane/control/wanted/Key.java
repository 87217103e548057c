package daxplane.control.wanted;

import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;

/**
 * Identity of an object, also over boots, in which kernel names change (spec 09 no. 17).
 *
 * @param identity dax device and namespace: uuid of the label, path of the region where there is none; DIMM: the
 *                 manufacturer's id; region: its device path; others: the kernel name
 */
public record Key(Kind kind, String identity) implements Comparable<Key> {

    /** In the order in which drift is told. */
    public enum Kind {
        DAX_DEVICE, NAMESPACE, REGION, DIMM, POLICY, MODULE
    }

    public static final Key AUTO_ONLINE = new Key(Kind.POLICY, "auto_online_blocks");

    public static Key of(DaxDevice device) {
        return new Key(Kind.DAX_DEVICE, device.identity());
    }

    public static Key of(Inventory picture, Namespace namespace) {
        var region = picture.regions().get(namespace.region());
        return new Key(Kind.NAMESPACE, namespace.uuid().map("uuid:"::concat)
                .orElse("path:" + (region == null ? namespace.name() : region.path())));
    }

    public static Key ofModule(String module) {
        return new Key(Kind.MODULE, module);
    }

    @Override
    public int compareTo(Key other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : identity.compareTo(other.identity);
    }
}
