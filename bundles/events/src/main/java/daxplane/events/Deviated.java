package daxplane.events;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import java.util.Optional;

/** An object that was not as it was wanted. @param wanted empty: absent @param observed empty: absent @param text the same for people */
public record Deviated(Optional<ObjectId> object, String name, Optional<State> wanted, Optional<State> observed, Cause cause, String text) {

    /** How it is not as it is wanted, for programs; follows from the states. */
    public String code() {
        if (object.isEmpty()) {
            return Statement.TOLD;
        }
        return observed.isEmpty() ? "absent" : wanted.isEmpty() ? "unexpected" : "otherwise";
    }

    /** Of a record of version 1, which has the sentence alone. */
    public static Deviated told(String text) {
        return new Deviated(Optional.empty(), "", Optional.empty(), Optional.empty(), Cause.EXTERNAL, text);
    }
}
