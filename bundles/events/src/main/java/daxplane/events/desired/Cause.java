package daxplane.events.desired;

import daxplane.events.Event;

/**
 * Why something is as it is.
 *
 * @param revision journal record that tells it
 * @param by       id of an operation, {@link #BOOT} or {@link Event#EXTERNAL}
 */
public record Cause(long revision, String by) {

    public static final String BOOT = "boot";

    public boolean boot() {
        return by.equals(BOOT);
    }

    public boolean external() {
        return by.equals(Event.EXTERNAL);
    }
}
