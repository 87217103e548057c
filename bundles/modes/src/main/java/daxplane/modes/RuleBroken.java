package daxplane.modes;

import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;

/** A plan cannot be made; carries the refusal to the mode's edge, where it becomes a value. */
final class RuleBroken extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RuleBroken(Refusal refusal) {
        super(refusal.what(), null, false, false);
        this.refusal = refusal;
    }

    RuleBroken(RefusalCode code, Errno errno, String object, String what, String rule, String kernel, String remedy) {
        this(new Refusal(code, errno, object, what, rule, kernel, remedy));
    }

    Refusal refusal() {
        return refusal;
    }
}
