package daxplane.events.desired;

import daxplane.events.Cause;

/** Why something is as it is. @param revision journal record that tells it */
public record Origin(long revision, Cause by) {

    public boolean boot() {
        return by instanceof Cause.Boot;
    }

    public boolean external() {
        return by instanceof Cause.External;
    }
}
