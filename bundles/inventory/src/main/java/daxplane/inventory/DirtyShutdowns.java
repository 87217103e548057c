package daxplane.inventory;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How often DIMMs lost what was on its way to them when power went, as their firmware counts it. Derived, pure. */
public final class DirtyShutdowns {

    private DirtyShutdowns() {
    }

    /** Where a picture keeps the count of a DIMM, and a kernel shows it. */
    public static String countOf(Dimm dimm) {
        return "/sys/bus/nd/devices/" + dimm.name() + "/nfit/dirty_shutdown";
    }

    /** Empty: its firmware does not count. */
    public static OptionalLong of(Inventory picture, Dimm dimm) {
        String text = picture.settings().getOrDefault(countOf(dimm), "").strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * DIMMs that lost data since somebody took notice.
     *
     * @param acknowledged counts by {@link Dimm#identity}; a DIMM without one was not seen before
     */
    public static List<Dimm> increased(Inventory picture, Map<String, Long> acknowledged) {
        return picture.dimms().values().stream().filter(dimm -> {
            var count = of(picture, dimm);
            return count.isPresent() && acknowledged.containsKey(dimm.identity()) && count.getAsLong() > acknowledged.get(dimm.identity());
        }).toList();
    }

    /** Namespaces with a part on a DIMM. */
    public static List<Namespace> namespaces(Inventory picture, Dimm dimm) {
        return picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0 && picture.regions().containsKey(namespace.region())
                && picture.regions().get(namespace.region()).mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name()))).toList();
    }
}
