package daxplane.conform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where two listings differ: the innermost places, each with the way to it. */
final class ListDifference {

    private static final int MOST_PLACES = 12;

    private final StringBuilder text = new StringBuilder();
    private int places;

    private ListDifference() {
    }

    /** @return empty when they are equal */
    static String of(Object there, Object here) {
        var difference = new ListDifference();
        difference.compare("", there, here);
        return difference.text.toString();
    }

    private void compare(String way, Object there, Object here) {
        if (String.valueOf(there).equals(String.valueOf(here))) {
            return;
        }
        if (there instanceof Map<?, ?> left && here instanceof Map<?, ?> right && List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()))) {
            left.forEach((key, value) -> compare(way + "/" + key, value, right.get(key)));
        } else if (there instanceof Map<?, ?> left && here instanceof Map<?, ?> right) {
            Set<Object> keys = new LinkedHashSet<>(left.keySet());
            keys.addAll(right.keySet());
            int before = places;
            keys.forEach(key -> compare(way + "/" + key, left.containsKey(key) ? left.get(key) : "(absent)", right.containsKey(key) ? right.get(key) : "(absent)"));
            if (places == before) {
                tell(way, left.keySet(), right.keySet());
            }
        } else if (there instanceof List<?> left && here instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(way + "/" + name(left.get(i), i), left.get(i), right.get(i));
            }
        } else {
            tell(way, there, here);
        }
    }

    private static String name(Object element, int position) {
        return element instanceof Map<?, ?> map && map.containsKey("dev") ? String.valueOf(map.get("dev")) : Integer.toString(position);
    }

    private void tell(String way, Object there, Object here) {
        if (++places <= MOST_PLACES) {
            text.append("\n      ").append(way).append(": recorded ").append(there).append(", here ").append(here);
        }
    }
}
