package daxplane.tools.options;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What was given on a command line, by the long names of its options. A name that the command does not have is a bug. */
public final class Values {

    private final Map<String, Object> given;

    Values(Map<String, Object> given) {
        this.given = new HashMap<>(given);
    }

    /** Whether no option was given at all. */
    public boolean none() {
        return given.isEmpty();
    }

    /** Whether a switch is on. */
    public boolean has(String name) {
        return given.get(name) instanceof Integer times && times > 0;
    }

    /** Whether a switch that is on by itself has been left on. */
    public boolean keeps(String name) {
        return !(given.get(name) instanceof Integer times) || times > 0;
    }

    /** How often a counted option was given after it was last negated. */
    public int times(String name) {
        return given.get(name) instanceof Integer times ? times : 0;
    }

    public Optional<String> text(String name) {
        return given.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Every text of an option that may be given several times, in the order given. */
    public List<String> texts(String name) {
        return given.get(name) instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
    }

    /** A number, as the C type {@code int} holds it. */
    public OptionalInt number(String name) {
        return given.get(name) instanceof Long number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }
}
