package daxplane.kernel.firmware;

import java.util.ArrayList;
import java.util.List;

/**
 * The system locality table: how far proximity domains are from each other, 10 being the distance to itself.
 *
 * <pre>
 *   header, 0x24 localities u64, 0x2c distance u8 [from][to]
 * </pre>
 *
 * Source: ACPI 6.4 section 5.2.17.
 */
public final class SlitTable {

    private static final int MATRIX = AcpiTable.HEADER_BYTES + 8;

    private SlitTable() {
    }

    /** Rows of the matrix. */
    public static List<List<Integer>> parse(String file, byte[] bytes) throws UnusableFile {
        AcpiTable table = AcpiTable.of(file, bytes, "SLIT", MATRIX);
        long localities = table.u64(AcpiTable.HEADER_BYTES);
        if (localities < 0 || localities > table.length() || localities * localities != table.length() - MATRIX) {
            throw table.unusable(AcpiTable.HEADER_BYTES, Long.toUnsignedString(localities) + " localities do not make a table of "
                    + table.length() + " bytes");
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (int from = 0; from < localities; from++) {
            List<Integer> row = new ArrayList<>();
            for (int to = 0; to < localities; to++) {
                row.add(table.u8(MATRIX + from * (int) localities + to));
            }
            rows.add(List.copyOf(row));
        }
        return List.copyOf(rows);
    }
}
