package daxplane.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A picture as text, the same text for the same picture in this and in every later version: what {@link StateDigest} hashes.
 *
 * <p>First line {@code daxplane-state 1}, then one line per object, ended by a line feed, in the order below: {@code KIND NAME
 * field=value ...}. Text is in double quotes, with {@code \"}, {@code \\}, and a backslash, u and four hexadecimal
 * digits for what is not printable ASCII; numbers are decimal, unsigned. A value that is absent has no field. Memory blocks
 * that follow each other with the same node and zone are one line.
 *
 * <p>A field that is added to a record later must be written only where it differs from what older pictures mean, else
 * digests in old journals would not match any more. The golden test keeps watch.
 */
final class CanonicalText {

    private final StringBuilder text = new StringBuilder("daxplane-state 1\n");

    private CanonicalText() {
    }

    static String of(Inventory picture) {
        var out = new CanonicalText();
        out.policy(picture.policy());
        out.line("memory-total").field("kib", picture.memTotalKib()).end();
        picture.modules().forEach(module -> out.line("module", module).end());
        picture.dimms().values().forEach(out::dimm);
        picture.regions().values().forEach(out::region);
        picture.namespaces().values().forEach(out::namespace);
        picture.daxDevices().values().forEach(out::daxDevice);
        out.blocks(picture.blocks());
        picture.nodes().values().forEach(out::node);
        picture.reservations().forEach(out::reservation);
        picture.driverIds().forEach((driver, ids) -> ids.forEach(id -> out.line("id", driver).field("device", id).end()));
        picture.settings().forEach((path, value) -> out.line("setting", path).field("value", value).end());
        picture.disks().values().forEach(out::disk);
        picture.labelAreas().forEach((dimm, area) -> out.line("label-area", dimm).field("bytes", area.bytes())
                .field("sha256", StateDigest.of(area.contents())).end());
        picture.uses().forEach(use -> out.line("use", use.device()).field("kind", use.kind().name()).field("pid", use.pid()).field("who", use.who())
                .field("lease", use.lease().map(DeviceLease::text)).end());
        return out.text.toString();
    }

    private void policy(MemoryPolicy policy) {
        line("policy").field("block-bytes", policy.blockBytes()).field("auto-online", policy.autoOnline())
                .field("online-policy", policy.onlinePolicy()).field("memmap-on-memory", policy.memmapOnMemory()).end();
    }

    private void dimm(Dimm dimm) {
        line("dimm", dimm.name()).field("id", dimm.id()).field("handle", dimm.handle()).field("enabled", dimm.enabled())
                .field("active", dimm.active()).field("labelled", dimm.labelled()).field("locked", dimm.locked())
                .field("free-slots", dimm.freeSlots()).end();
        dimm.cxl().ifPresent(cxl -> {
            line("cxl-memory", dimm.name()).field("function", cxl.function()).field("persistent", cxl.persistentBytes())
                    .field("volatile", cxl.volatileBytes()).field("unassigned", cxl.unassignedBytes()).field("node", cxl.node()).end();
            cxl.regions().forEach(region -> line("cxl-region", dimm.name()).field("region", region).end());
        });
    }

    private void region(Region region) {
        line("region", region.name()).field("path", region.path()).field("range", List.of(region.range()))
                .field("labelled", region.labelled()).field("enabled", region.enabled()).field("read-only", region.readOnly())
                .field("align", region.alignBytes()).field("available", region.availableBytes())
                .field("max-extent", region.maxAvailableExtentBytes()).field("cookie", region.cookie())
                .field("numa-node", region.numaNode()).field("target-node", region.targetNode()).end();
        for (Region.Mapping mapping : region.mappings()) {
            line("mapping", region.name()).field("dimm", mapping.dimm()).field("dpa", mapping.dpaStart())
                    .field("bytes", mapping.bytes()).field("position", mapping.position()).end();
        }
    }

    private void namespace(Namespace namespace) {
        line("namespace", namespace.name()).field("region", namespace.region()).field("uuid", namespace.uuid())
                .field("alt-name", namespace.altName()).field("bytes", namespace.bytes()).field("start", namespace.start())
                .field("mode", namespace.mode().word()).field("enabled", namespace.enabled())
                .field("personality", namespace.personality()).field("personality-uuid", namespace.personalityUuid())
                .field("block-device", namespace.blockDevice()).end();
    }

    private void daxDevice(DaxDevice device) {
        line("dax", device.name()).field("region-path", device.regionPath()).field("namespace", device.namespace())
                .field("identity", device.identity()).field("ranges", device.ranges()).field("bytes", device.bytes())
                .field("align", device.alignBytes()).field("driver", device.driver()).field("numa-node", device.numaNode())
                .field("target-node", device.targetNode()).field("memmap-on-memory", device.memmapOnMemory()).end();
    }

    private void blocks(SortedMap<Long, MemoryBlock> blocks) {
        MemoryBlock first = null;
        MemoryBlock last = null;
        for (MemoryBlock block : blocks.values()) {
            boolean follows = last != null && last.number() + 1 == block.number() && last.node().equals(block.node())
                    && last.zone().equals(block.zone());
            if (!follows) {
                run(first, last);
                first = block;
            }
            last = block;
        }
        run(first, last);
    }

    private void run(MemoryBlock first, MemoryBlock last) {
        if (first != null) {
            line("blocks").field("first", first.number()).field("last", last.number()).field("node", first.node())
                    .field("zone", first.zone().map(Zone::text)).end();
        }
    }

    private void disk(StackedDisk disk) {
        line("disk", disk.name()).field("kind", disk.kind().name()).field("bytes", disk.bytes()).field("start", disk.start()).field("label", disk.label())
                .field("suspended", disk.suspended()).field("below", String.join(" ", disk.below())).end();
    }

    private void node(Node node) {
        line("node").field("id", node.id()).field("cpus", node.cpus()).field("has-memory", node.hasMemory())
                .field("total-kib", node.totalKib()).field("tier", node.tier()).end();
    }

    private void reservation(Reservation reservation) {
        line("reservation").field("range", List.of(reservation.range())).field("depth", reservation.depth())
                .field("owner", reservation.owner()).end();
    }

    private CanonicalText line(String kind) {
        text.append(kind);
        return this;
    }

    private CanonicalText line(String kind, String name) {
        text.append(kind).append(' ').append(quoted(name));
        return this;
    }

    private void end() {
        text.append('\n');
    }

    private CanonicalText field(String name, String value) {
        text.append(' ').append(name).append('=').append(quoted(value));
        return this;
    }

    private CanonicalText field(String name, long value) {
        text.append(' ').append(name).append('=').append(Long.toUnsignedString(value));
        return this;
    }

    private CanonicalText field(String name, boolean value) {
        text.append(' ').append(name).append('=').append(value ? "yes" : "no");
        return this;
    }

    private CanonicalText field(String name, Optional<String> value) {
        return value.map(present -> field(name, present)).orElse(this);
    }

    private CanonicalText field(String name, OptionalInt value) {
        return value.isPresent() ? field(name, value.getAsInt()) : this;
    }

    private CanonicalText field(String name, OptionalLong value) {
        return value.isPresent() ? field(name, value.getAsLong()) : this;
    }

    /** {@code 0xSTART-0xEND}, half-open, comma between several. */
    private CanonicalText field(String name, List<AddressRange> ranges) {
        text.append(' ').append(name).append('=').append(ranges.stream()
                .map(range -> "0x%x-0x%x".formatted(range.start(), range.end()))
                .collect(Collectors.joining(",")));
        return this;
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
