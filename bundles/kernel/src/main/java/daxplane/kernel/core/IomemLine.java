package daxplane.kernel.core;

import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.ResourceTree.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A line of /proc/iomem with the lines below it. */
final class IomemLine implements Persistent {

    private final Resource resource;
    private final boolean kept;
    private final NavigableMap<Long, IomemLine> children = new TreeMap<>(Long::compareUnsigned);
    private IomemLine parent;

    /** @param parent null for the root only; @param kept whether it is in a document */
    IomemLine(Resource resource, IomemLine parent, boolean kept) {
        this.resource = resource;
        this.parent = parent;
        this.kept = kept;
    }

    static IomemLine of(StateRecord document, IomemLine parent) {
        return new IomemLine(new Resource(rangeIn(document), document.value("name"), Boolean.parseBoolean(document.value("busy")),
                Boolean.parseBoolean(document.value("ram"))), parent, true);
    }

    static AddressRange rangeIn(StateRecord document) {
        return new AddressRange(Long.parseUnsignedLong(document.value("start"), 16), Long.parseUnsignedLong(document.value("end"), 16));
    }

    Resource resource() {
        return resource;
    }

    IomemLine parent() {
        return parent;
    }

    boolean kept() {
        return kept;
    }

    /** By start address. */
    NavigableMap<Long, IomemLine> children() {
        return children;
    }

    void moveTo(IomemLine newParent) {
        parent.children.remove(resource.range().start(), this);
        parent = newParent;
        newParent.children.put(resource.range().start(), this);
    }

    /** Children that share an address with the range, by start. */
    List<IomemLine> overlapping(AddressRange range) {
        List<IomemLine> found = new ArrayList<>();
        var before = children.lowerEntry(range.start());
        if (before != null && before.getValue().resource.range().overlaps(range)) {
            found.add(before.getValue());
        }
        found.addAll(children.subMap(range.start(), true, range.last(), true).values());
        return found;
    }

    /** It and everything below it. */
    List<IomemLine> withBelow() {
        List<IomemLine> all = new ArrayList<>(List.of(this));
        children.values().forEach(child -> all.addAll(child.withBelow()));
        return all;
    }

    @Override
    public StateRecord document() {
        int depth = 0;
        for (IomemLine above = parent; above != null; above = above.parent) {
            depth++;
        }
        String start = Long.toHexString(resource.range().start());
        String end = Long.toHexString(resource.range().end());
        return StateRecord.of(BusFiles.OWNER, IomemTree.KEY + start + "-" + end + "/" + resource.name(), Map.of(
                "start", start, "end", end, "name", resource.name(), "depth", Integer.toString(depth),
                "busy", Boolean.toString(resource.busy()), "ram", Boolean.toString(resource.systemRam())));
    }
}
