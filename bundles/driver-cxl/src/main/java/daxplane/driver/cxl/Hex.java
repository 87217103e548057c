package daxplane.driver.cxl;

/** Numbers as sysfs shows addresses and sizes. */
final class Hex {

    private Hex() {
    }

    static String line(long number) {
        return "0x" + Long.toHexString(number) + "\n";
    }
}
