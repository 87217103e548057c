package daxplane.events.desired;

import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;

/**
 * Identity of an object, also over boots, in which kernel names change (docs/kernel/observed.md no. 17).
 *
 * @param identity dax device and namespace: uuid of the label, path of the region where there is none; DIMM: the
 *                 manufacturer's id, or its name where it tells none; region: its device path; others: the kernel name
 */
public record ObjectId(Kind kind, String identity) implements Comparable<ObjectId> {

    /** In the order in which drift is told. */
    public enum Kind {
        DAX_DEVICE, NAMESPACE, REGION, DIMM, POLICY, MODULE
    }

    public static final ObjectId AUTO_ONLINE = new ObjectId(Kind.POLICY, "auto_online_blocks");

    public static ObjectId of(DaxDevice device) {
        return new ObjectId(Kind.DAX_DEVICE, device.identity());
    }

    public static ObjectId of(Inventory picture, Namespace namespace) {
        var region = picture.regions().get(namespace.region());
        return new ObjectId(Kind.NAMESPACE, namespace.uuid().map("uuid:"::concat)
                .orElse("path:" + (region == null ? namespace.name() : region.path())));
    }

    public static ObjectId of(Dimm dimm) {
        return new ObjectId(Kind.DIMM, dimm.identity());
    }

    public static ObjectId ofModule(String module) {
        return new ObjectId(Kind.MODULE, module);
    }

    @Override
    public int compareTo(ObjectId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : identity.compareTo(other.identity);
    }
}
