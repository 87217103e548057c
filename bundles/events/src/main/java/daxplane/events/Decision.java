package daxplane.events;

import daxplane.events.desired.ObjectId;
import daxplane.events.desired.State;
import java.util.Optional;

/** What is wanted from now on of an object, and why. Recorded with the end of an operation or with a boot; the fold takes it as it stands. */
public sealed interface Decision {

    ObjectId object();

    /** The operation made it so. @param name kernel name then @param state empty: that it is absent */
    record Chosen(ObjectId object, String name, Optional<State> state) implements Decision {
    }

    /** It was found so, and an operator took it as it was. @param state empty: that it is absent */
    record Accepted(ObjectId object, String name, Optional<State> state) implements Decision {
    }

    /** It was there at a boot, and nobody had decided about it before: it is wanted as it was found. */
    record Found(ObjectId object, String name, Optional<State> state) implements Decision {
    }

    /** Nothing is wanted of it any more. */
    record Dropped(ObjectId object) implements Decision {
    }
}
