package daxplane.shell.view;

import daxplane.inventory.AddressRange;
import daxplane.inventory.AddressSpace;
import daxplane.inventory.AddressSpace.Span;
import daxplane.inventory.AddressSpace.Use;
import daxplane.inventory.Inventory;
import daxplane.inventory.Ownership;
import daxplane.inventory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The physical address space of a picture, divided as it is drawn: an area for each region, and for each other piece of memory. What is not
 * known to be anything is left out.
 *
 * @param areas  by address
 * @param owners what a span is, for people
 */
public record AddressMap(List<Area> areas, Map<Span, String> owners) {

    /** What is one bar. @param title what it is a bar of. @param detail the DIMMs behind a region, else empty text */
    public record Area(String title, String detail, AddressRange range, List<Span> spans) {

        public Area {
            spans = List.copyOf(spans);
        }

        /** With one that begins where it ends. */
        private Area with(Span next) {
            var all = new ArrayList<>(spans);
            all.add(next);
            return new Area(title, detail, new AddressRange(range.start(), next.range().end()), all);
        }
    }

    public AddressMap {
        areas = List.copyOf(areas);
        owners = Map.copyOf(owners);
    }

    public static AddressMap of(Inventory picture) {
        var ownership = Ownership.of(picture);
        var areas = new ArrayList<Area>();
        var owners = new HashMap<Span, String>();
        for (Span span : AddressSpace.of(picture).known()) {
            owners.put(span, owner(picture, span, ownership));
            var region = picture.regions().values().stream().filter(known -> known.range().start() != 0 && known.range().contains(span.range().start())).findFirst();
            var title = region.map(Region::name).orElse(span.use() == Use.ORDINARY ? "memory of the kernel" : span.object());
            if (!areas.isEmpty() && areas.getLast().title().equals(title) && areas.getLast().range().end() == span.range().start()) {
                areas.add(areas.removeLast().with(span));
            } else {
                areas.add(new Area(title, region.map(AddressMap::dimms).orElse(""), span.range(), List.of(span)));
            }
        }
        return new AddressMap(areas, owners);
    }

    private static String dimms(Region region) {
        return region.mappings().stream().map(Region.Mapping::dimm).distinct().collect(Collectors.joining(", "));
    }

    private static String owner(Inventory picture, Span span, Ownership ownership) {
        return span.use() == Use.OWNED ? ownership.at(span.range().start()).map(entry -> Devices.owner(picture, entry).text()).orElse(span.object()) : span.what();
    }

    /** Who has a span, or what it is. */
    public String what(Span span) {
        return owners.get(span);
    }

    /** The same behind the name of what it belongs to, or behind the word for what it is. */
    public String said(Span span) {
        var word = span.use() == Use.OWNED ? span.object() : span.use().name().toLowerCase(Locale.ROOT);
        return what(span).startsWith(word) ? what(span) : word + ": " + what(span);
    }
}
