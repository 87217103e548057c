package daxplane.script;

import java.util.HashMap;
import java.util.Map;

/** Values by name. What nobody set comes from the environment; what is nowhere is empty. */
public final class Variables {

    private final Map<String, String> environment;
    private final Map<String, String> set = new HashMap<>();
    private int status;

    public Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    String value(String name) {
        if (name.equals("?")) {
            return String.valueOf(status);
        }
        var own = set.get(name);
        return own != null ? own : environment.getOrDefault(name, "");
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
