package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NdControl;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/** Gives access to all that is on an idle namespace's media: for that it is enabled raw for a moment. Corpus ns-infoblock. */
final class RawNamespace {

    /** What is done meanwhile. Answers 0 or a negative errno. */
    @FunctionalInterface
    interface Access {
        int with(String disk);
    }

    private RawNamespace() {
    }

    /** Answers what the access answers; EBUSY for a namespace in use. */
    static int open(Session session, Namespace namespace, Access access) {
        if (namespace.active()) {
            return Outcome.failed(Errno.EBUSY);
        }
        var control = new NdControl(session);
        control.setRaw(namespace, true);
        int outcome = control.enable(namespace);
        if (outcome >= 0) {
            outcome = namespace.blockDevice().map(access::with).orElse(Outcome.failed(Errno.ENXIO));
        }
        control.setRaw(namespace, false);
        control.disableAnyhow(namespace);
        return outcome;
    }
}
