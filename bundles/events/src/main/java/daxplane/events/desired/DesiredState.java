package daxplane.events.desired;

import java.util.Optional;

/**
 * What is wanted of an object, and who decided it.
 *
 * @param name  its kernel name when that was decided
 * @param state empty: that it is absent
 * @param cause the operation that decided it; a boot for what was there when the journal first saw it
 */
public record DesiredState(ObjectId key, String name, Optional<State> state, Origin cause) {
}
