package daxplane.shell.verb;

import java.util.List;

/** A verb whose words may be a moment of the journal, which may be two words, or begin with a minus. */
public interface TakesMoments extends Verb {

    /** With each moment as one word that looks like no option. */
    static List<String> joined(List<String> typed) {
        return Moment.joined(typed);
    }
}
