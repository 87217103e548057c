package daxplane.control;

import java.util.List;

/**
 * An option that a mode understands, for help and completion.
 *
 * @param name   without hyphens
 * @param values what can be given, the default first; empty for a switch
 */
public record ModeOption(String name, List<String> values, String help) {

    public ModeOption {
        values = List.copyOf(values);
    }
}
