package daxplane.host.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.ByteSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What firmware tells of nodes: two sockets (nodes 0 and 1) and a node of persistent memory (2) whose proximity domain is 7. */
class PlatformTest {

    private static final String NODES = "/sys/devices/system/node";

    private static byte[] table(int revision, byte[]... parts) {
        int length = 36;
        for (byte[] part : parts) {
            length += part.length;
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length).put(8, (byte) revision).position(36);
        for (byte[] part : parts) {
            bytes.put(part);
        }
        return bytes.array();
    }

    private static ByteBuffer part(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] processor(int domain, boolean counts) {
        return part(16).put(0, (byte) 0).put(1, (byte) 16).put(2, (byte) domain).putInt(4, counts ? 1 : 0).array();
    }

    private static byte[] memory(int domain) {
        return part(40).put(0, (byte) 1).put(1, (byte) 40).putInt(2, domain).putInt(28, 1).array();
    }

    private static byte[] srat() {
        return table(3, part(12).array(), memory(7), processor(0, true), processor(9, false), processor(1, true));
    }

    /** @param what 0 latency, 1 and 2 of reads and writes, 3 bandwidth @param values by initiator 0 and 1, of targets 0 and 7 */
    private static byte[] speed(int what, long unit, int... values) {
        var bytes = part(32 + 16 + 8).putShort(0, (short) 1).putInt(4, 56).put(9, (byte) what).putInt(12, 2).putInt(16, 2).putLong(24, unit)
                .putInt(32, 0).putInt(36, 1).putInt(40, 0).putInt(44, 7);
        for (int at = 0; at < values.length; at++) {
            bytes.putShort(48 + 2 * at, (short) values[at]);
        }
        return bytes.array();
    }

    private static byte[] hmat(int revision, byte[]... structures) {
        var all = new byte[structures.length + 1][];
        all[0] = new byte[4];
        System.arraycopy(structures, 0, all, 1, structures.length);
        return table(revision, all);
    }

    private static byte[] slit(int... values) {
        int size = (int) Math.sqrt(values.length);
        var bytes = part(8 + values.length).putLong(0, size);
        for (int at = 0; at < values.length; at++) {
            bytes.put(8 + at, (byte) values[at]);
        }
        return table(1, bytes.array());
    }

    private static Platform read(byte[] srat, byte[] hmat, byte[] slit) throws HostException {
        Attributes attributes = mock();
        when(attributes.read(any())).thenThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "no such file"));
        when(attributes.list(any())).thenReturn(List.of());
        when(attributes.readBytes("/sys/firmware/acpi/tables/SRAT")).thenReturn(srat);
        when(attributes.readBytes("/sys/firmware/acpi/tables/HMAT")).thenReturn(hmat);
        when(attributes.readBytes("/sys/firmware/acpi/tables/SLIT")).thenReturn(slit);
        Host host = mock();
        when(host.attributes()).thenReturn(attributes);
        return Platform.read(host);
    }

    /** Processors are numbered before memory, also where the table names memory first; what does not count is no node. */
    @Test
    void numbersNodesAsTheKernelDoes() throws Exception {
        var numbers = NodeNumbers.of(new AcpiBytes(ByteBuffer.wrap(srat()).order(ByteOrder.LITTLE_ENDIAN)));

        assertThat(numbers.nodeOfDomain()).containsEntry(0, 0).containsEntry(1, 1).containsEntry(7, 2).hasSize(3);
        assertThat(numbers.withProcessors()).containsExactly(0, 1);
    }

    @Test
    void tellsTheSpeedOfANodeThatHasNoMemoryYet() throws Exception {
        var platform = read(srat(), hmat(2, speed(1, 1000, 80, 300, 130, 250), speed(2, 1000, 80, 900, 130, 800), speed(3, 1024, 20, 6, 10, 7)), new byte[0]);

        assertThat(platform.speed(2)).contains(new MemorySpeed(1, 250, 800, 7 * 1024, 7 * 1024));
        assertThat(platform.speed(0)).contains(new MemorySpeed(0, 80, 80, 20 * 1024, 20 * 1024));
        assertThat(platform.speed(1)).isEmpty();
    }

    /** ACPI 6.2 told tenths of a nanosecond, rounded up. */
    @Test
    void readsTheUnitsOfTheFirstRevision() throws Exception {
        assertThat(read(srat(), hmat(1, speed(0, 1, 805, 3000, 0, 0xffff)), new byte[0]).speed(0)).contains(new MemorySpeed(0, 81, 81, 0, 0));
    }

    @Test
    void tellsWhichDramIsACache() throws Exception {
        var cache = part(32).putShort(0, (short) 2).putInt(4, 32).putInt(8, 7).putLong(16, 16L << 30).putInt(24, 0x11).array();

        assertThat(read(srat(), hmat(2, cache), new byte[0]).caches()).containsExactly(new SideCache(2, new ByteSize(16L << 30), 1));
    }

    @Test
    void tellsDistancesByNode() throws Exception {
        var square = new int[64];
        for (int at = 0; at < 64; at++) {
            square[at] = at % 9 == 0 ? 10 : 17;
        }
        square[7] = 28;         // from domain 0, node 0, to domain 7, node 2

        assertThat(read(srat(), new byte[0], slit(square)).distance(0, 2)).isEqualTo(OptionalInt.of(28));
        square[1] = 10;         // another node is as near as itself: the kernel leaves the table aside
        assertThat(read(srat(), new byte[0], slit(square)).distances()).isEmpty();
    }

    /** Without the right to read tables the kernel's own files tell of the nodes that have memory. */
    @Test
    void fallsBackToWhatTheKernelShows() throws Exception {
        Attributes attributes = mock();
        when(attributes.readBytes(any())).thenThrow(new HostException(Errno.EACCES, FailedCall.OPEN, "root only"));
        when(attributes.read(any())).thenThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "no such file"));
        when(attributes.list(any())).thenReturn(List.of());
        when(attributes.list(NODES)).thenReturn(List.of("node2", "node0", "has_memory"));
        when(attributes.list(NODES + "/node2/access0/initiators")).thenReturn(List.of("read_latency", "node0"));
        org.mockito.Mockito.doReturn("300\n").when(attributes).read(NODES + "/node2/access0/initiators/read_latency");
        org.mockito.Mockito.doReturn("17 10\n").when(attributes).read(NODES + "/node2/distance");
        Host host = mock();
        when(host.attributes()).thenReturn(attributes);
        var platform = Platform.read(host);

        assertThat(platform.speed(2)).contains(new MemorySpeed(0, 300, 0, 0, 0));
        assertThat(platform.distance(2, 0)).isEqualTo(OptionalInt.of(17));
        assertThat(platform.distance(0, 2)).isEmpty();
    }

    /** Whatever stands in the tables: reading them ends, and throws nothing. */
    @Property(tries = 2000)
    void bearsAnyTable(@ForAll @IntRange(min = 0, max = 400) int length, @ForAll byte[] noise, @ForAll @IntRange(min = 0, max = 390) int at, @ForAll @IntRange(min = 0, max = 2) int which)
            throws Exception {
        byte[][] tables = {srat(), hmat(2, speed(1, -1, 80, 300, 130, 250), speed(3, 1024, 20, 6, 10, 7)), slit(10, 20, 20, 10)};
        var bytes = java.util.Arrays.copyOf(tables[which], length);
        for (int i = 0; i < noise.length && at + i < length; i++) {
            bytes[at + i] = noise[i];
        }
        tables[which] = bytes;

        assertThat(read(tables[0], tables[1], tables[2]).speeds().values()).allMatch(speed -> speed.nanos() >= 0 && speed.mib() >= 0);
    }
}
