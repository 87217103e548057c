package daxplane.kernel.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware.Performance;
import daxplane.kernel.Firmware.Performance.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final Path TWO_SOCKET = Path.of(System.getProperty("basedir", "."), "../../config/machines/two-socket");

    private static byte[] table(String name) {
        try {
            return Files.readAllBytes(TWO_SOCKET.resolve(name + ".bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the checksum right again after a change. */
    private static byte[] summed(byte[] bytes) {
        bytes[9] = 0;
        byte sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        bytes[9] = (byte) -sum;
        return bytes;
    }

    private static byte[] with(byte[] bytes, int offset, int... values) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < values.length; i++) {
            copy[offset + i] = (byte) values[i];
        }
        return summed(copy);
    }

    @Test
    void readsTheNfitOfTheRecordedMachine() throws UnusableFile {
        var nfit = NfitTable.parse("NFIT.bin", table("NFIT"));

        assertThat(nfit.revision()).isEqualTo(1);
        assertThat(nfit.ranges()).extracting("index").containsExactly(2, 6, 4);
        assertThat(nfit.ranges().getFirst().range()).isEqualTo(AddressRange.ofSize(0x1_0000_0000L, 0x8000_0000L));
        assertThat(nfit.ranges().getFirst().proximityDomain()).isEqualTo(OptionalInt.of(2));
        assertThat(nfit.ranges().getFirst().type()).isEqualTo("66f0d379-b4f3-4074-ac43-0d3318b78cdb");
        assertThat(nfit.dimms()).as("by handle, not in table order").containsExactly(1L, 2L, 3L);
        assertThat(nfit.controls().getFirst().serial()).isEqualTo(0x00123456);
        assertThat(nfit.controls().getFirst().vendor()).isEqualTo(0x8086);
        assertThat(nfit.controls().getFirst().format()).isEqualTo(0x0301);
        assertThat(nfit.platformCapabilities()).isEmpty();
    }

    /** The kernel crashes on it (asked of 6.12.117). */
    @Test
    void refusesADimmWithoutControlRegion() {
        byte[] bytes = table("NFIT");
        int at = 40;
        while (bytes[at] != 1) {
            at += bytes[at + 2] & 0xff;
        }
        int mapping = at;

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> NfitTable.parse("NFIT.bin", with(bytes, mapping + 14, 0, 0)))
                .withMessageMatching("NFIT.bin at 0x%x: the DIMM 0x[0-9a-f]+ has no control region".formatted(mapping + 14));
    }

    @Test
    void readsPlatformCapabilitiesAndSets() throws Exception {
        byte[] bytes = getClass().getResourceAsStream("/imix/NFIT.bin").readAllBytes();

        var nfit = NfitTable.parse("NFIT.bin", bytes);

        assertThat(nfit.platformCapabilities()).isEqualTo(Optional.of(7));
        assertThat(nfit.mappings().get(1).regionOffset()).isEqualTo(4096);
        assertThat(nfit.mappings().get(1).interleaveWays()).isEqualTo(2);
    }

    @Test
    void readsAffinityDistancesAndPerformance() throws UnusableFile {
        var srat = SratTable.parse("SRAT.bin", table("SRAT"));
        assertThat(srat.processors()).isEqualTo(Map.of(0, 0, 1, 1));
        assertThat(srat.memory().stream().filter(memory -> memory.enabled() && memory.nonVolatile()).map(memory -> memory.proximityDomain()))
                .containsExactly(2, 3, 3);

        assertThat(SlitTable.parse("SLIT.bin", table("SLIT"))).isEqualTo(List.of(List.of(10, 21, 17, 28), List.of(21, 10, 28, 17),
                List.of(17, 28, 10, 28), List.of(28, 17, 28, 10)));

        assertThat(HmatTable.parse("HMAT.bin", table("HMAT"), Set.of(0, 1, 2, 3))).contains(new Performance(0, 0, Kind.READ_LATENCY, 10),
                new Performance(0, 0, Kind.WRITE_LATENCY, 10), new Performance(0, 0, Kind.READ_BANDWIDTH, 20480),
                new Performance(1, 3, Kind.READ_LATENCY, 50));
    }

    /** Corpus hmem-basic: the table describes domain 2, where this machine has no memory. */
    @Test
    void leavesATableOfOtherMemoryAside() throws UnusableFile {
        assertThat(HmatTable.parse("HMAT.bin", table("HMAT"), Set.of(0, 1, 3))).isEmpty();
    }

    @Test
    void refusesTruncatedTables() {
        byte[] bytes = table("NFIT");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> NfitTable.parse("NFIT.bin", cut))
                    .satisfies(unusable -> assertThat(unusable.offset()).isEqualTo(cut.length));
        }
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        byte[] nfit = table("NFIT");
        assertUnusable(Arrays.copyOf(nfit, nfit.length + 1), "NFIT.bin at 0x250: 1 bytes follow the end of the table");
        byte[] flipped = nfit.clone();
        flipped[100] ^= 1;
        assertUnusable(flipped, "NFIT.bin at 0x9: the checksum is wrong");
        byte[] random = new byte[600];
        Arrays.fill(random, (byte) 0x7f);
        assertUnusable(random, "NFIT.bin at 0x0: it starts with \\x7f\\x7f\\x7f\\x7f, not with NFIT");
        assertUnusable(with(nfit, 42, 0, 0), "NFIT.bin at 0x28: a structure of type 0 says that it is 0 bytes long");
        assertUnusable(with(nfit, 42, 0xff, 0xff), "NFIT.bin at 0x28: a structure of type 0 of 65535 bytes reaches behind the end of the table");
        assertUnusable(with(nfit, 40 + 40 + 3, 0xff), "NFIT.bin at 0xe0: the range 0x1c0000000-0x1dfffffff overlaps the range 0x100000000-0x1feffffff");
    }

    private static void assertUnusable(byte[] bytes, String message) {
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> NfitTable.parse("NFIT.bin", bytes)).withMessage(message);
    }

    /** A table with random damage and a right checksum is parsed or refused, nothing else. */
    @Property(tries = 2000)
    void damagedTablesAreParsedOrRefused(@ForAll @IntRange(min = 0, max = 3) int which, @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 591) Integer> where,
            @ForAll byte what) {
        byte[] bytes = table(List.of("NFIT", "SRAT", "SLIT", "HMAT").get(which));
        where.forEach(offset -> bytes[offset % bytes.length] = what);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length);
        summed(bytes);
        try {
            switch (which) {
                case 0 -> assertThat(NfitTable.parse("t", bytes).ranges()).hasSizeLessThanOrEqualTo(16);
                case 1 -> assertThat(SratTable.parse("t", bytes).memory()).hasSizeLessThanOrEqualTo(160);
                case 2 -> assertThat(SlitTable.parse("t", bytes)).hasSizeLessThanOrEqualTo(4);
                default -> assertThat(HmatTable.parse("t", bytes, Set.of(0, 1, 2, 3))).hasSizeLessThanOrEqualTo(512);
            }
        } catch (UnusableFile refused) {
            assertThat(refused.offset()).isBetween(0L, (long) bytes.length);
        }
    }
}
