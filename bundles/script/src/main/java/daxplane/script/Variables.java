package daxplane.script;

import java.util.HashMap;
import java.util.Map;

/** Values by name. What nobody set comes from the environment; what is nowhere is empty. */
public final class Variables {

    private final Map<String, String> environment;
    private final Map<String, String> set = new HashMap<>();
    private int status;
    private boolean strict;

    public Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String value(String name) throws ExpansionException {
        if (name.equals("?")) {
            return String.valueOf(status);
        }
        var value = set.getOrDefault(name, environment.get(name));
        if (value == null && strict) {
            throw new ExpansionException(name + " is not set");
        }
        return value == null ? "" : value;
    }

    /** {@code set -u}: a variable that nobody has set is a mistake. */
    void strict(boolean on) {
        strict = on;
    }

    void set(String name, String value) {
        set.put(name, value);
    }

    /** Status of the last command. */
    int status() {
        return status;
    }

    void status(int last) {
        status = last;
    }
}
