package daxplane.evidence;

/** Something cannot be proven, or not be written down. The message says what, why and what to do. */
public final class EvidenceException extends Exception {

    private static final long serialVersionUID = 1;

    public EvidenceException(String what) {
        super(what);
    }

    public EvidenceException(String what, Throwable cause) {
        super(what, cause);
    }
}
