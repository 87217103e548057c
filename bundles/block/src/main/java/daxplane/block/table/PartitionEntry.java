package daxplane.block.table;

/**
 * A partition as a table tells it.
 *
 * @param number      from 1
 * @param startSector and {@code sectors}: in units of 512 bytes, whatever the disk's block is
 * @param type        GUID of a GPT partition in lower case, or the byte of a DOS partition in hexadecimal
 * @param uuid        of a GPT partition in lower case; of a DOS partition {@code 12345678-01}
 * @param extended    a container of logical partitions, of which the kernel shows the first kilobyte only
 */
public record PartitionEntry(int number, long startSector, long sectors, String type, String uuid, boolean extended) {

    public long endSector() {
        return startSector + sectors;
    }
}
