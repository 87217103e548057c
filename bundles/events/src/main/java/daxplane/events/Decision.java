package daxplane.events;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import java.util.Optional;

/** What an operation that reached its goal decided about an object. Recorded with its end; the fold takes it as it stands. */
public sealed interface Decision {

    ObjectId object();

    /** The operation made it so. @param name kernel name then @param state empty: that it is absent */
    record Chosen(ObjectId object, String name, Optional<State> state) implements Decision {
    }

    /** It was found so, and an operator took it as it was. @param state empty: that it is absent */
    record Accepted(ObjectId object, String name, Optional<State> state) implements Decision {
    }

    /** Nothing is wanted of it any more. */
    record Dropped(ObjectId object) implements Decision {
    }
}
