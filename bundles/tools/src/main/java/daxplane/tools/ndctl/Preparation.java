package daxplane.tools.ndctl;

import daxplane.host.BlockMedia;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceType;
import daxplane.tools.nd.NdControl;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;

/**
 * Takes a namespace back to what it was before it had a use: idle, without a personality, its info block cleared. What was
 * on it is lost.
 */
final class Preparation {

    /** Where personalities keep what they are recognised by. */
    private static final int INFO_BYTES = 8192;
    /** What there was to clear was clear. */
    private static final int WAS_CLEAR = 1;

    private final Session session;
    private final NdControl control;
    private final boolean force;
    private final Complaints complaints;

    Preparation(Session session, boolean force, Complaints complaints) {
        this.session = session;
        this.control = new NdControl(session);
        this.force = force;
        this.complaints = complaints;
    }

    /** Answers 0, a negative errno, or above 0 when there was nothing to destroy. */
    int destroy(Namespace namespace) {
        int prepared = prepare(namespace);
        if (prepared < 0 || namespace.type() == NamespaceType.IO) {
            return prepared;
        }
        return control.delete(namespace);
    }

    /** Answers 0, a negative errno, or above 0 when the info block was clear. */
    int prepare(Namespace namespace) {
        if (namespace.region().readOnly()) {
            session.error(namespace.name() + ": read-only, re-configuration disabled\n");
            return Outcome.failed(Errno.ENXIO);
        }
        if (namespace.active() && !force) {
            session.error(namespace.name() + " is active, specify --force for re-configuration\n");
            return Outcome.failed(Errno.EBUSY);
        }
        int outcome = control.disableUnused(namespace);
        if (outcome < 0) {
            return outcome;
        }
        control.setHolderClass(namespace, Optional.empty());
        return clearInfoBlock(namespace);
    }

    private int clearInfoBlock(Namespace namespace) {
        control.setRaw(namespace, true);
        int outcome = control.enable(namespace);
        if (outcome < 0) {
            complaints.add(namespace.name() + " failed to enable for zeroing, continuing");
            outcome = WAS_CLEAR;
        } else {
            outcome = clear(namespace, outcome);
        }
        control.setRaw(namespace, false);
        control.disableAnyhow(namespace);
        return outcome;
    }

    private int clear(Namespace namespace, int otherwise) {
        String disk = namespace.blockDevice().orElse("");
        try (BlockMedia.Device media = session.host().blockMedia().openExclusive(disk)) {
            if (isClear(media.read(0, INFO_BYTES))) {
                return WAS_CLEAR;
            }
        } catch (HostException refused) {
            boolean unreadable = refused.stage() == FailedCall.READ;
            complaints.add(namespace.name() + (unreadable ? ": failed to read info block, continuing" : ": failed to open /dev/" + disk + " to zero info block"));
            return otherwise;
        }
        return session.perform(new Effect.ZeroMedia(disk, 0, INFO_BYTES)).isEmpty() ? Outcome.DONE : Outcome.failed(Errno.ENXIO);
    }

    private static boolean isClear(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
