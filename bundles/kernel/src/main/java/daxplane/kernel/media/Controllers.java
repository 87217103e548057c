package daxplane.kernel.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the controllers of all DIMMs keep: as it is in their files, with what the running call and failed writes put over it. */
final class Controllers {

    private final Map<Integer, SortedMap<String, String>> known = new HashMap<>();
    private final List<MediaOperation.Keep> unwritten = new ArrayList<>();
    private final List<MediaOperation.Keep> underway = new ArrayList<>();

    /** Texts by name, those of the running call among them. */
    SortedMap<String, String> of(int dimm, Storage storage) throws IOException {
        if (!known.containsKey(dimm)) {
            known.put(dimm, new TreeMap<>(storage.controller()));
            unwritten.stream().filter(it -> it.dimm() == dimm).forEach(it -> put(known.get(dimm), it));
        }
        SortedMap<String, String> values = known.get(dimm);
        if (underway.stream().anyMatch(it -> it.dimm() == dimm)) {
            values = new TreeMap<>(values);
            for (MediaOperation.Keep change : underway) {
                if (change.dimm() == dimm) {
                    put(values, change);
                }
            }
        }
        return values;
    }

    void underway(int dimm, String name, Optional<String> value) {
        underway.add(new MediaOperation.Keep(dimm, name, value));
    }

    void rollBack() {
        underway.clear();
    }

    /** The call has happened. */
    void keep(int dimm, String name, Optional<String> value) {
        MediaOperation.Keep change = new MediaOperation.Keep(dimm, name, value);
        unwritten.removeIf(it -> it.dimm() == dimm && it.name().equals(name));
        unwritten.add(change);
        if (known.containsKey(dimm)) {
            put(known.get(dimm), change);
        }
    }

    List<MediaOperation.Keep> unwritten() {
        return List.copyOf(unwritten);
    }

    /** Into the files; what fails is tried again the next time. */
    void write(List<Dimm> dimms) throws IOException {
        while (!unwritten.isEmpty()) {
            int dimm = unwritten.getFirst().dimm();
            Storage storage = dimms.get(dimm).storage();
            storage.controller(new TreeMap<>(of(dimm, storage)));
            unwritten.removeIf(it -> it.dimm() == dimm);
        }
    }

    /** Somebody else has written the files meanwhile. */
    void forget() {
        known.clear();
        unwritten.clear();
    }

    private static void put(SortedMap<String, String> values, MediaOperation.Keep change) {
        change.value().ifPresentOrElse(text -> values.put(change.name(), text), () -> values.remove(change.name()));
    }
}
