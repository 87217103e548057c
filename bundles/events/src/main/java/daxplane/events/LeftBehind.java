package daxplane.events;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import java.util.Optional;

/**
 * Something that an operation which failed did not take back.
 *
 * @param was  empty: absent
 * @param is   empty: absent
 * @param what the same for people
 */
public record LeftBehind(Optional<ObjectId> object, Optional<State> was, Optional<State> is, String what) {

    /** What is no object's state: a step that cannot be taken back. */
    public static LeftBehind other(String what) {
        return new LeftBehind(Optional.empty(), Optional.empty(), Optional.empty(), what);
    }
}
