package daxplane.process;

/** What a process gets for a touch that can not be served. */
record Signal(Code code, long offset) {

    /** si_code of SIGBUS. */
    enum Code {
        BUS_ADRERR, BUS_MCEERR_AR
    }

    String text() {
        return "SIGBUS " + code + " at +0x" + Long.toHexString(offset);
    }
}
