package daxplane.control;

import java.util.List;
import java.util.Optional;

/** What must happen to memory before a mode can take it as a dax device, or instead of that. */
public sealed interface Preparation {

    /** Nothing: {@link Mode#enter} plans all of it. */
    record NotNeeded() implements Preparation {
    }

    /**
     * Labels and info blocks are written anew, as an administrators' tool does it. Afterwards the mode owns the memory, or its
     * {@link Mode#enter} goes on from there.
     *
     * @param lines    one after the other
     * @param discards what is destroyed by that, as a noun phrase: {@code what namespace0.3 (scratch) holds}; empty: nothing
     * @param identity uuid of the namespace that comes of it, where it is known beforehand
     */
    record ByTools(List<ToolLine> lines, Optional<String> discards, Optional<String> identity) implements Preparation {
        public ByTools {
            lines = List.copyOf(lines);
        }
    }

    record Refused(Refusal refusal) implements Preparation {
    }
}
