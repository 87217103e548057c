package daxplane.conform;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import daxplane.host.Attributes;

/**
 * Everything interesting that a machine shows, as one flat map.
 *
 * <p>Keys: {@code nd/DEVICE/ATTRIBUTE}, {@code dax/...}, {@code platform/hmem*}, {@code cxl/...}; {@code drv/BUS/DRIVER} (what
 * its directory lists); {@code block/pmem*}, {@code memory/...}, {@code node/...}, {@code tier/...},
 * {@code zone/nodeN/ZONE/present_pages}, {@code module/NAME}, {@code dev}, {@code iomem}, {@code MemTotal_kB}. An attribute that
 * fails to read is {@code !ERRNO}, a write-only one {@code !WRITEONLY}; keys of links end in {@code @}. Trailing newlines are
 * not part of a value.
 */
public record StateMap(SortedMap<String, String> values) {

    public StateMap {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A look at every attribute. */
    public static StateMap of(Attributes attributes) {
        return new StateReader(attributes).read();
    }

    /** What changed from here to {@code later}: the new value, or empty for what is gone. */
    public SortedMap<String, Optional<String>> differenceTo(StateMap later) {
        var difference = new TreeMap<String, Optional<String>>();
        later.values.forEach((key, value) -> {
            if (!value.equals(values.get(key))) {
                difference.put(key, Optional.of(value));
            }
        });
        for (String key : values.keySet()) {
            if (!later.values.containsKey(key)) {
                difference.put(key, Optional.empty());
            }
        }
        return difference;
    }

    /** This map after a recorded difference. */
    public StateMap with(Map<String, Optional<String>> difference) {
        var changed = new TreeMap<>(values);
        difference.forEach((key, value) -> value.ifPresentOrElse(text -> changed.put(key, text), () -> changed.remove(key)));
        return new StateMap(changed);
    }
}
