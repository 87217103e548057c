package daxplane.events;

import daxplane.events.desired.ObjectId;
import java.util.Optional;

/**
 * What a command was about.
 *
 * @param object identity that outlives boots; empty when nothing had this name
 * @param name   its kernel name at that time
 */
public record Target(Optional<ObjectId> object, String name) {

    public static Target of(ObjectId object, String name) {
        return new Target(Optional.of(object), name);
    }
}
