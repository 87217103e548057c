package daxplane.control;

import daxplane.events.Event;
import org.osgi.annotation.versioning.ConsumerType;

/** What exchanges a driver bundle. */
@ConsumerType
@FunctionalInterface
public interface DriverExchange {

    /** Result of an exchange that worked; any other says why it did not. */
    String DONE = "done";

    /** @return what became of it, whether or not it worked */
    Event.DriverChanged perform() throws ControlException;
}
