package daxplane.control.planning;

import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;

/** A plan cannot be made; carries the refusal to the planner's edge, where it becomes a value. */
final class RefusalException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusalException(Refusal refusal) {
        super(refusal.what(), null, false, false);
        this.refusal = refusal;
    }

    RefusalException(RefusalCode code, Errno errno, String object, String what, String rule, String remedy) {
        this(new Refusal(code, errno, object, what, rule, remedy));
    }

    Refusal refusal() {
        return refusal;
    }
}
