package daxplane.control;

import daxplane.inventory.ByteSize;
import daxplane.inventory.Inventory;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of ownership, and how an administrator brings a device into it and out of it, on any host. A plug-in: an OSGi
 * service. Every method is a pure function of its arguments.
 */
@ConsumerType
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

    /**
     * What must happen to labels and info blocks before {@code target} can be used in this way.
     *
     * @param target a dax device, a namespace, or free space: {@code region2}, {@code region2:268435456} (bytes)
     */
    default Preparation prepare(Inventory picture, String target, Options options) {
        return new Preparation.NotNeeded();
    }

    /** How to bring {@code device} here from nobody's or from another dax owner's hands. */
    Proposal enter(Inventory picture, String device, Options options);

    /** As {@link #prepare}, for letting go: labels and info blocks that go with the use. */
    default Preparation prepareLeaving(Inventory picture, String device, Options options) {
        return new Preparation.NotNeeded();
    }

    /**
     * As {@link #prepare}, for another size of {@code device}, which this mode owns.
     *
     * @return {@link Preparation.NotNeeded}: the kernel resizes it where it is, and what it holds stays
     */
    default Preparation prepareResizing(Inventory picture, String device, ByteSize bytes, Options options) {
        return new Preparation.NotNeeded();
    }

    /** How to let go of {@code device}, back to what it is by default. */
    Proposal leave(Inventory picture, String device, Options options);
}
