package daxplane.nvdimm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The labels that an enabled region works with on one of its DIMMs: places for labels, some of them filled with the number of a
 * slot. Places stay when labels go; they vanish together with the last label. Whether there are any decides if a uuid may still
 * be changed (docs/kernel/namespaces.md 1.2).
 */
final class MappingLabels {

    /** A place without label. */
    private static final int EMPTY = -1;

    /** A place: the slot of its label, and whether that label goes with the next update because its namespace got another uuid. */
    private record Place(int slot, boolean doomed) {
    }

    private final List<Place> places;

    private MappingLabels(List<Place> places) {
        this.places = new ArrayList<>(places);
    }

    static MappingLabels of(List<Integer> slots) {
        return new MappingLabels(slots.stream().map(slot -> new Place(slot, false)).toList());
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Makes room for so many labels. */
    void ensure(int count) {
        while (places.size() < count) {
            places.add(new Place(EMPTY, false));
        }
    }

    /** Forgets all other places. */
    void keep(List<Integer> slots) {
        places.clear();
        slots.forEach(slot -> places.add(new Place(slot, false)));
    }

    void doom(SortedSet<Integer> slots) {
        places.replaceAll(place -> slots.contains(place.slot()) ? new Place(place.slot(), true) : place);
    }

    SortedSet<Integer> doomed() {
        return places.stream().filter(Place::doomed).map(Place::slot).collect(Collectors.toCollection(TreeSet::new));
    }

    SortedSet<Integer> slots() {
        return places.stream().map(Place::slot).filter(slot -> slot != EMPTY).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels in these slots are gone; the new one takes the first empty place. */
    void replace(SortedSet<Integer> gone, int slot) {
        places.replaceAll(place -> gone.contains(place.slot()) ? new Place(EMPTY, false) : place);
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).slot() == EMPTY) {
                places.set(i, new Place(slot, false));
                return;
            }
        }
        places.add(new Place(slot, false));
    }

    /** The labels in these slots are gone; with the last label go all places. */
    void remove(SortedSet<Integer> gone) {
        places.replaceAll(place -> gone.contains(place.slot()) ? new Place(EMPTY, false) : place);
        if (slots().isEmpty()) {
            places.clear();
        }
    }

    /** For a document: {@code 3,5d,-}. */
    String text() {
        return places.stream().map(place -> place.slot() == EMPTY ? "-" : place.slot() + (place.doomed() ? "d" : ""))
                .collect(Collectors.joining(","));
    }

    static MappingLabels parse(String text) {
        return new MappingLabels(text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(MappingLabels::place).toList());
    }

    private static Place place(String text) {
        if (text.equals("-")) {
            return new Place(EMPTY, false);
        }
        boolean doomed = text.endsWith("d");
        return new Place(Integer.parseInt(doomed ? text.substring(0, text.length() - 1) : text), doomed);
    }
}
