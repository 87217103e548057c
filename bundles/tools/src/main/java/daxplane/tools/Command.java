package daxplane.tools;

import java.util.List;

/**
 * What there is to know about a command without running it: for help and completion.
 *
 * @param name     as it is typed
 * @param summary  one line on what it does, in daxplane's words
 * @param usage    the original's usage line, without the word "usage"
 * @param subject  what its arguments name; NOTHING when it takes none
 * @param options  in the order of the original's usage text
 * @param mutating whether it can change the machine
 */
public record Command(String name, String summary, String usage, Subject subject, List<Option> options, boolean mutating) {

    public Command {
        options = List.copyOf(options);
    }
}
