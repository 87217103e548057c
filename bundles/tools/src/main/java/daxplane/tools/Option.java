package daxplane.tools;

import java.util.Optional;

/**
 * One option of a command, as its usage text shows it.
 *
 * @param letter   the short form
 * @param name     the long form, without the two hyphens
 * @param argument name of the value it takes, empty for a switch
 * @param subject  what the value names
 * @param help     the original's words
 */
public record Option(Optional<Character> letter, String name, Optional<String> argument, Subject subject, String help) {
}
