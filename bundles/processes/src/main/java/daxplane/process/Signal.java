package daxplane.process;

/** What a process gets for a touch that cannot be served. @param leastBit of the address that counts (si_addr_lsb) */
record Signal(Code code, long offset, int leastBit) {

    /** Of a page. */
    static final int PAGE_BIT = 12;

    Signal(Code code, long offset) {
        this(code, offset, 0);
    }

    /** si_code of SIGBUS. */
    enum Code {
        BUS_ADRERR, BUS_MCEERR_AR, BUS_MCEERR_AO
    }

    String text() {
        return "SIGBUS " + code + " at +0x" + Long.toHexString(offset);
    }

    /** As a program prints it that catches it. */
    String caught() {
        return "signal " + text() + " lsb " + leastBit + "\n";
    }
}
