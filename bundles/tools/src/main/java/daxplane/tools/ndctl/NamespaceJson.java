package daxplane.tools.ndctl;

import daxplane.tools.dax.DaxJson;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.Personality;
import daxplane.tools.session.Session;
import daxplane.tools.sysfs.Sysfs;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Namespaces as listings show them. */
final class NamespaceJson {

    private static final int DEFAULT_SECTOR = 512;
    /** Shown for a personality that nobody has given a uuid. */
    private static final UUID NIL = new UUID(0, 0);

    private NamespaceJson() {
    }

    /** Empty for one whose personality is gone while its mode still tells of it. */
    static Optional<JsonObject> of(Session session, Namespace namespace, Detail detail) {
        var sysfs = session.sysfs();
        var mode = namespace.mode();
        var personality = namespace.personality();
        if (personality.isEmpty() && (mode == NamespaceMode.SECTOR || mode == NamespaceMode.DEVDAX)) {
            return Optional.empty();
        }
        var json = new JsonObject().put("dev", namespace.name()).put("mode", mode.word());
        if (mode == NamespaceMode.FSDAX || mode == NamespaceMode.DEVDAX) {
            json.put("map", personality.map(Personality::map).orElse("mem"));
        }
        size(namespace, mode, personality).ifPresent(size -> json.put("size", new Json.Size(size)));
        identity(json, namespace, personality, detail);
        personality.filter(p -> p.kind() == Personality.Kind.DAX).ifPresent(dax -> daxRegion(json, sysfs, dax, detail));
        if (personality.map(Personality::kind).filter(kind -> kind == Personality.Kind.DAX).isEmpty()) {
            sectorSize(namespace, personality).ifPresent(bytes -> json.put("sector_size", bytes));
        }
        personality.filter(p -> p.kind() != Personality.Kind.BTT).flatMap(p -> boxed(p.align()))
                .ifPresent(align -> json.put("align", align));
        personality.map(Personality::blockDevice).orElseGet(namespace::blockDevice).ifPresent(disk -> json.put("blockdev", disk));
        if (!namespace.active()) {
            json.put("state", "disabled");
        }
        if (!namespace.alternativeName().isEmpty()) {
            json.put("name", namespace.alternativeName());
        }
        if (detail.verbose()) {
            NodeJson.add(json, namespace.numaNode(), namespace.targetNode());
        }
        BadBlocks.of(namespace, sysfs).addTo(session, json, namespace.region(), detail.mediaErrors());
        return Optional.of(json);
    }

    private static OptionalLong size(Namespace namespace, NamespaceMode mode, Optional<Personality> personality) {
        return mode == NamespaceMode.RAW || personality.isEmpty() ? OptionalLong.of(namespace.size()) : personality.get().size();
    }

    /** The uuid that users know is that of the personality; its label's is shown beside it for those who ask for more. */
    private static void identity(JsonObject json, Namespace namespace, Optional<Personality> personality, Detail detail) {
        boolean labelled = namespace.type() == NamespaceType.PMEM;
        if (personality.isEmpty()) {
            if (labelled) {
                json.put("uuid", namespace.uuid().toString());
            }
            return;
        }
        json.put("uuid", personality.get().uuid().orElse(NIL).toString());
        if (detail.verbose() && labelled) {
            json.put("raw_uuid", namespace.uuid().toString());
        }
    }

    private static void daxRegion(JsonObject json, Sysfs sysfs, Personality dax, Detail detail) {
        var region = DaxRegion.carriedBy(sysfs, dax.path(), dax.region().id());
        if (detail.dax()) {
            json.put("daxregion", DaxJson.of(region, _ -> true, detail.ofDax()));
        } else {
            region.devices().stream().findFirst().ifPresent(device -> json.put("chardev", device.name()));
        }
    }

    /** None of a BTT that nobody has chosen one for. */
    private static OptionalLong sectorSize(Namespace namespace, Optional<Personality> personality) {
        Optional<Personality> btt = personality.filter(p -> p.kind() == Personality.Kind.BTT);
        return btt.isPresent() ? btt.get().sectorSize() : OptionalLong.of(namespace.sectorSize().orElse(DEFAULT_SECTOR));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
}
