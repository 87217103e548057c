package daxplane.labels;

import java.util.UUID;

/** What kind of personality a namespace is set aside for: the meaning of a label's abstraction GUID. docs/kernel/labels.md 2.4. */
public enum Abstraction {

    /** Set aside for nothing: raw. Also every label of version 1.1. */
    NONE("00000000-0000-0000-0000-000000000000", ""),
    BTT("8aed63a2-29a2-4c66-8b12-f05d15d3922a", "btt"),
    /** BTT without the unused first 4 KiB: what labels of version 1.2 carry. */
    BTT2("18633bfc-1735-4217-8ac9-17239282d3f8", "btt"),
    PFN("266400ba-fb9f-4677-bcb0-968f11d0d225", "pfn"),
    DAX("97a86d9c-3cdd-4eda-986f-5068b4f80088", "dax"),
    /** A GUID that nobody here knows. No personality takes the namespace, so an old kernel offers it as a plain disk. */
    UNKNOWN("ffffffff-ffff-ffff-ffff-ffffffffffff", "<unknown>");

    private final UUID guid;
    private final String holderClass;

    Abstraction(String guid, String holderClass) {
        this.guid = UUID.fromString(guid);
        this.holderClass = holderClass;
    }

    /** What a label of version 1.2 carries; of UNKNOWN only a placeholder that is never written. */
    public UUID guid() {
        return guid;
    }

    /** As the attribute holder_class shows it. */
    public String holderClass() {
        return holderClass;
    }

    public static Abstraction of(UUID guid) {
        for (Abstraction known : values()) {
            if (known != UNKNOWN && known.guid.equals(guid)) {
                return known;
            }
        }
        return UNKNOWN;
    }
}
