package daxplane.tools.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** An object; members keep the order in which they were first put. */
public final class JsonObject implements Json {

    private final SequencedMap<String, Json> members = new LinkedHashMap<>();

    public JsonObject put(String key, Json value) {
        members.put(key, value);
        return this;
    }

    public JsonObject put(String key, String text) {
        return put(key, new Text(text));
    }

    public JsonObject put(String key, long number) {
        return put(key, new Number(number));
    }

    public JsonObject put(String key, boolean flag) {
        return put(key, new Flag(flag));
    }

    public SequencedMap<String, Json> members() {
        return java.util.Collections.unmodifiableSequencedMap(members);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && Map.copyOf(members).equals(Map.copyOf(object.members));
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return JsonText.of(this, false);
    }
}
