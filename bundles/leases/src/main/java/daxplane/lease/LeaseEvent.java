package daxplane.lease;

/** What has happened to a lease. */
public sealed interface LeaseEvent {

    long id();

    record LeaseGranted(long id, long generation) implements LeaseEvent {
    }

    record LeaseRevocationAsked(long id, Reason reason, long deadlineMillis) implements LeaseEvent {
    }

    record LeaseQuiesced(long id) implements LeaseEvent {
    }

    record LeaseExpired(long id) implements LeaseEvent {
    }

    /** The deadline passed with this many pins. */
    record LeaseBroken(long id, int pins) implements LeaseEvent {
    }

    record LeaseReleased(long id) implements LeaseEvent {
    }

    /** An administrator took it with pins on it, or its device went: pages that nobody may use again. */
    record PinsLeaked(long id, int pins) implements LeaseEvent {
    }
}
