package daxplane.control;

import daxplane.inventory.Inventory;
import java.util.List;

/**
 * A kind of ownership, and how an administrator brings a device into it and out of it, on any host. A plug-in: an OSGi
 * service. Every method is a pure function of its arguments.
 */
public interface Mode {

    /** {@code system-ram}, {@code devdax}, {@code fsdax}, {@code sector}, {@code raw}. */
    String name();

    /** One line for {@code help}. */
    String describe();

    /** Options that {@link #enter} and {@link #leave} understand. */
    List<ModeOption> options();

    /** Whether the device is owned in this way now. */
    boolean owns(Inventory picture, String device);

    /** Whether this is what {@code device} is when nobody decides otherwise; one mode at most says so of a device. */
    default boolean isDefaultOf(Inventory picture, String device) {
        return false;
    }

    /** How to bring {@code device} here from nobody's or from another dax owner's hands. */
    Proposal enter(Inventory picture, String device, Options options);

    /** How to let go of {@code device}, back to what it is by default. */
    Proposal leave(Inventory picture, String device, Options options);
}
