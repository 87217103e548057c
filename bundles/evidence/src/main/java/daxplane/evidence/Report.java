package daxplane.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param entries how many entries could be read
 * @param trusted how many of them, from the first on, are still proven
 * @param signed  the largest checkpoint that the entries agree with; empty when there is none
 * @param flaws   what is wrong, a sentence each; empty when all is well
 */
public record Report(long entries, long trusted, Optional<TreeHead> signed, List<String> flaws) {

    public Report {
        flaws = List.copyOf(flaws);
    }

    public boolean sound() {
        return flaws.isEmpty();
    }
}
