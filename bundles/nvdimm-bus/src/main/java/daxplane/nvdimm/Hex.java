package daxplane.nvdimm;

/** Hexadecimal numbers as the kernel prints them: {@code 0x1000000}, {@code 0x0}. */
final class Hex {

    private Hex() {
    }

    static String of(long number) {
        return "0x" + Long.toHexString(number);
    }
}
