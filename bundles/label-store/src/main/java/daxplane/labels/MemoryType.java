package daxplane.labels;

import java.util.Optional;
import java.util.UUID;

/** The GUIDs of kinds of address ranges, shared by labels and the NFIT. docs/kernel/labels.md 2.4. */
public enum MemoryType {

    PERSISTENT("66f0d379-b4f3-4074-ac43-0d3318b78cdb"),
    VOLATILE("7305944f-fdda-44e3-b16c-3f22d252e5d0"),
    CONTROL_REGION("92f701f6-13b4-405d-910b-299367e8234c"),
    DATA_REGION("91af0530-5d86-470e-a6b0-0a2db9408249"),
    VOLATILE_VIRTUAL_DISK("77ab535a-45fc-624b-5560-f7b281d1f96e"),
    VOLATILE_VIRTUAL_CD("3d5abd30-4175-87ce-6d64-d2ade523c4bb"),
    PERSISTENT_VIRTUAL_DISK("5cea02c9-4d07-69d3-269f-4496fbe096f9"),
    PERSISTENT_VIRTUAL_CD("08018188-42cd-bb48-100f-5387d53ded3d");

    private final UUID guid;

    MemoryType(String guid) {
        this.guid = UUID.fromString(guid);
    }

    public UUID guid() {
        return guid;
    }

    public static Optional<MemoryType> of(UUID guid) {
        for (MemoryType type : values()) {
            if (type.guid.equals(guid)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
