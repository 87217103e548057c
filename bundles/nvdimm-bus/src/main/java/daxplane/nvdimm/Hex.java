package daxplane.nvdimm;

/** Hexadecimal numbers as the kernel prints them: {@code 0x1000000}, and 0 without prefix. */
final class Hex {

    private Hex() {
    }

    static String of(long number) {
        return number == 0 ? "0" : "0x" + Long.toHexString(number);
    }
}
