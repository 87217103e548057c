package daxplane.control.engine;

import daxplane.host.Errno;

/** What to do when the journal of a state directory cannot be opened or takes nothing. */
public final class JournalRemedy {

    private JournalRemedy() {
    }

    /** @param errno why it cannot; only ENOSPC is a matter of room */
    public static String of(Errno errno) {
        return switch (errno) {
            case EBUSY -> "try again when the other one has ended; reading works meanwhile";
            case EACCES, EPERM -> "run as the owner of the state directory, or name another one with --state";
            case EROFS -> "mount it read-write, or name another state directory with --state";
            case ENOSPC -> "make room for the journal in the state directory, and try again";
            case EBADMSG -> "keep the state directory as evidence, and go on with a new one: --state DIR; journal verify tells what can be trusted";
            case EIO -> "look at the health of the disk (dmesg), then try again; what was acknowledged can be read";
            case E2BIG -> "do it in smaller parts";
            default -> "name another state directory with --state, or mend this one";
        };
    }
}
