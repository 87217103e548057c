package daxplane.events.format;

import daxplane.inventory.AddressRange;
import daxplane.inventory.CxlMemory;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Dimm;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.inventory.Reservation;
import daxplane.inventory.Zone;
import daxplane.journal.JournalException;
import java.util.Optional;

/** The parts of an inventory as JSON; fields have the names of the records' components. */
final class PartCodec {

    private PartCodec() {
    }

    // Each encoder takes its record apart, so that a new component does not compile until someone decides how it is stored.

    static void encode(JsonOut out, Dimm dimm) {
        switch (dimm) {
            case Dimm(var name, var id, var handle, var enabled, var active, var labelled, var locked, var freeSlots, var cxl) -> {
                    out.text("name", name).text("id", id).unsigned("handle", handle).flag("enabled", enabled).flag("active", active)
                            .flag("labelled", labelled).flag("locked", locked).number("freeSlots", freeSlots);
                    cxl.ifPresent(memory -> out.object("cxl", inner -> encode(inner, memory)));
            }
        }
    }

    private static void encode(JsonOut out, CxlMemory memory) {
        switch (memory) {
            case CxlMemory(var function, var persistentBytes, var volatileBytes, var unassignedBytes, var node, var regions) ->
                    out.text("function", function).unsigned("persistentBytes", persistentBytes).unsigned("volatileBytes", volatileBytes)
                            .unsigned("unassignedBytes", unassignedBytes).number("node", node).texts("regions", regions);
        }
    }

    private static CxlMemory cxlMemory(JsonIn in) throws JournalException {
        return new CxlMemory(in.text("function"), in.number("persistentBytes"), in.number("volatileBytes"), in.number("unassignedBytes"),
                in.maybeInteger("node"), in.texts("regions"));
    }

    static Dimm dimm(JsonIn in) throws JournalException {
        return new Dimm(in.text("name"), in.text("id"), in.number("handle"), in.flag("enabled"), in.flag("active"),
                in.flag("labelled"), in.flag("locked"), in.maybeInteger("freeSlots"),
                in.has("cxl") ? Optional.of(cxlMemory(in.object("cxl"))) : Optional.empty());
    }

    static void encode(JsonOut out, Region region) {
        switch (region) {
            case Region(var name, var path, var range, var labelled, var enabled, var readOnly, var alignBytes,
                var availableBytes, var maxAvailableExtentBytes, var cookie, var numaNode, var targetNode, var mappings) ->
                    out.text("name", name).text("path", path).object("range", inner -> encode(inner, range)).flag("labelled", labelled)
                            .flag("enabled", enabled).flag("readOnly", readOnly).unsigned("alignBytes", alignBytes)
                            .unsigned("availableBytes", availableBytes).unsigned("maxAvailableExtentBytes", maxAvailableExtentBytes)
                            .address("cookie", cookie).number("numaNode", numaNode).number("targetNode", targetNode)
                            .objects("mappings", mappings, PartCodec::encode);
        }
    }

    static Region region(JsonIn in) throws JournalException {
        return new Region(in.text("name"), in.text("path"), range(in.object("range")), in.flag("labelled"), in.flag("enabled"),
                in.flag("readOnly"), in.number("alignBytes"), in.number("availableBytes"), in.number("maxAvailableExtentBytes"),
                in.address("cookie"), in.maybeInteger("numaNode"), in.maybeInteger("targetNode"),
                in.objects("mappings", PartCodec::mapping));
    }

    private static void encode(JsonOut out, Region.Mapping mapping) {
        switch (mapping) {
            case Region.Mapping(var dimm, var dpaStart, var bytes, var position) ->
                    out.text("dimm", dimm).address("dpaStart", dpaStart).unsigned("bytes", bytes).number("position", position);
        }
    }

    private static Region.Mapping mapping(JsonIn in) throws JournalException {
        return new Region.Mapping(in.text("dimm"), in.address("dpaStart"), in.number("bytes"), in.integer("position"));
    }

    static void encode(JsonOut out, Namespace namespace) {
        switch (namespace) {
            case Namespace(var name, var region, var uuid, var altName, var bytes, var start, var mode,
                var enabled, var personality, var personalityUuid, var blockDevice) ->
                    out.text("name", name).text("region", region).text("uuid", uuid).text("altName", altName).unsigned("bytes", bytes)
                            .address("start", start).text("mode", mode.word()).flag("enabled", enabled).text("personality", personality)
                            .text("personalityUuid", personalityUuid).text("blockDevice", blockDevice);
        }
    }

    static Namespace namespace(JsonIn in) throws JournalException {
        return new Namespace(in.text("name"), in.text("region"), in.maybeText("uuid"), in.text("altName"), in.number("bytes"),
                in.maybeAddress("start"),
                Words.of(Namespace.Mode.values(), Namespace.Mode::word, "namespace mode", in.text("mode")), in.flag("enabled"),
                in.maybeText("personality"), in.maybeText("personalityUuid"), in.maybeText("blockDevice"));
    }

    static void encode(JsonOut out, DaxDevice device) {
        switch (device) {
            case DaxDevice(var name, var regionPath, var namespace, var identity, var ranges, var bytes,
                var alignBytes, var driver, var numaNode, var targetNode, var memmapOnMemory) ->
                    out.text("name", name).text("regionPath", regionPath).text("namespace", namespace).text("identity", identity)
                            .objects("ranges", ranges, PartCodec::encode).unsigned("bytes", bytes).unsigned("alignBytes", alignBytes)
                            .text("driver", driver).number("numaNode", numaNode).number("targetNode", targetNode)
                            .flag("memmapOnMemory", memmapOnMemory);
        }
    }

    static DaxDevice daxDevice(JsonIn in) throws JournalException {
        return new DaxDevice(in.text("name"), in.text("regionPath"), in.maybeText("namespace"), in.text("identity"),
                in.objects("ranges", PartCodec::range), in.number("bytes"), in.number("alignBytes"), in.maybeText("driver"),
                in.maybeInteger("numaNode"), in.maybeInteger("targetNode"), in.flag("memmapOnMemory"));
    }

    static void encode(JsonOut out, Node node) {
        switch (node) {
            case Node(var id, var cpus, var hasMemory, var totalKib, var tier) ->
                    out.number("id", id).text("cpus", cpus).flag("hasMemory", hasMemory).unsigned("totalKib", totalKib).text("tier", tier);
        }
    }

    static Node node(JsonIn in) throws JournalException {
        return new Node(in.integer("id"), in.text("cpus"), in.flag("hasMemory"), in.number("totalKib"), in.maybeText("tier"));
    }

    static void encode(JsonOut out, MemoryPolicy policy) {
        switch (policy) {
            case MemoryPolicy(var blockBytes, var autoOnline, var onlinePolicy, var memmapOnMemory) ->
                    out.unsigned("blockBytes", blockBytes).text("autoOnline", autoOnline).text("onlinePolicy", onlinePolicy)
                            .text("memmapOnMemory", memmapOnMemory);
        }
    }

    static MemoryPolicy policy(JsonIn in) throws JournalException {
        return new MemoryPolicy(in.number("blockBytes"), in.text("autoOnline"), in.text("onlinePolicy"), in.text("memmapOnMemory"));
    }

    static void encode(JsonOut out, Reservation reservation) {
        switch (reservation) {
            case Reservation(var range, var depth, var owner) ->
                    out.object("range", inner -> encode(inner, range)).number("depth", depth).text("owner", owner);
        }
    }

    static Reservation reservation(JsonIn in) throws JournalException {
        return new Reservation(range(in.object("range")), in.integer("depth"), in.text("owner"));
    }

    static void encode(JsonOut out, AddressRange range) {
        switch (range) {
            case AddressRange(var start, var end) ->
                    out.address("start", start).address("end", end);
        }
    }

    static AddressRange range(JsonIn in) throws JournalException {
        return new AddressRange(in.address("start"), in.address("end"));
    }

    static Zone zone(String text) throws JournalException {
        return Words.of(Zone.values(), Zone::text, "zone", text);
    }
}
