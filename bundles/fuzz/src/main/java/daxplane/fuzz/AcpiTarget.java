package daxplane.fuzz;

import daxplane.kernel.firmware.UnusableFile;

/**
 * A table of the firmware. First byte: bit 0, length and checksum are made right; the rest is the table.
 *
 * @param parser of this kind of table
 */
record AcpiTarget(Parser parser) implements Target {

    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 9;
    private static final int HEADER_BYTES = 36;

    @FunctionalInterface
    interface Parser {
        Object parse(byte[] table) throws UnusableFile;
    }

    @Override
    public void take(byte[] input) throws UnusableFile {
        byte[] table = Mending.body(input);
        if ((Mending.choice(input) & 1) != 0 && table.length >= HEADER_BYTES) {
            Mending.littleEndian(table).putInt(LENGTH_AT, table.length);
            table[CHECKSUM_AT] = 0;
            int sum = 0;
            for (byte b : table) {
                sum += b;
            }
            table[CHECKSUM_AT] = (byte) -sum;
        }
        parser.parse(table);
    }
}
