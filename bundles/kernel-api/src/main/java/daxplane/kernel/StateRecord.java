package daxplane.kernel;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;

/**
 * Volatile state of one thing in the kernel, as flat text, kept so that a machine outlives its process.
 *
 * @param owner  module that can restore it
 * @param key    unique in the machine, {@code device/nd/region0}
 * @param values at most a few dozen short texts
 */
public record StateRecord(String owner, String key, SortedMap<String, String> values) {

    public StateRecord {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static StateRecord of(String owner, String key, Map<String, String> values) {
        return new StateRecord(owner, key, new TreeMap<>(values));
    }

    public String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("document " + key + " lacks " + name);
        }
        return value;
    }
}
