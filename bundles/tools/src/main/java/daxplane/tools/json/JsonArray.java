package daxplane.tools.json;

import java.util.ArrayList;
import java.util.List;

/** An array. */
public final class JsonArray implements Json {

    private final List<Json> elements = new ArrayList<>();

    public JsonArray add(Json element) {
        elements.add(element);
        return this;
    }

    public List<Json> elements() {
        return List.copyOf(elements);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && elements.equals(array.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return JsonText.of(this, false);
    }
}
