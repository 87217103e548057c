package daxplane.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What targets make of sectors, and what is no target. */
class TargetTest {

    private static final TargetType.Devices DEVICES = (name, first, sectors) -> new NamedDevice(name);

    private static Target target(TargetType type, long sectors, String words) throws KernelException {
        return type.target(sectors, List.of(words.split(" ")), DEVICES);
    }

    /** docs/kernel/access.md 1.1: two stripes of 512 sectors (64 pages). */
    @Test
    void stripesAsTheSpecificationSays() throws KernelException {
        Target striped = target(new StripedType(), 8192, "2 512 /dev/a 0 /dev/b 0");
        assertThat(striped.place(60 * 8).sector()).isEqualTo(60 * 8);
        assertThat(striped.place(60 * 8).sectors()).isEqualTo(4 * 8);
        assertThat(striped.place(64 * 8).device().name()).isEqualTo("b");
        assertThat(striped.place(64 * 8).sector()).isZero();
        assertThat(striped.place(128 * 8).device().name()).isEqualTo("a");
        assertThat(striped.place(128 * 8).sector()).isEqualTo(64 * 8);
        assertThat(striped.parameters()).isEqualTo("2 512 7:97 0 7:98 0");
        assertThat(striped.status()).isEqualTo("2 7:97 7:98 1 AA");
    }

    /** Each sector lies at one place, no two at the same, and runs are as long as they say. */
    @Property(tries = 200)
    void stripesAreABijection(@ForAll @IntRange(min = 1, max = 6) int stripes, @ForAll @IntRange(min = 1, max = 40) int chunk,
            @ForAll @IntRange(min = 1, max = 5) int rows) throws KernelException {
        StringBuilder words = new StringBuilder(stripes + " " + chunk);
        for (int i = 0; i < stripes; i++) {
            words.append(" /dev/").append((char) ('a' + i)).append(" ").append(i * 10);
        }
        long sectors = (long) stripes * chunk * rows;
        Target striped = target(new StripedType(), sectors, words.toString());
        var places = new HashSet<String>();
        for (long sector = 0; sector < sectors; sector++) {
            var place = striped.place(sector);
            assertThat(places.add(place.device().name() + place.sector())).isTrue();
            assertThat(place.sectors()).isBetween(1L, (long) chunk);
            if (place.sectors() > 1) {
                assertThat(striped.place(sector + 1).sector()).isEqualTo(place.sector() + 1);
            }
        }
    }

    @Property
    void linearMovesEverySectorBackByTheSame(@ForAll @LongRange(min = 0, max = 1L << 40) long first, @ForAll @LongRange(min = 0, max = 1 << 20) long sector)
            throws KernelException {
        Target linear = target(new LinearType(), (1 << 20) + 1, "/dev/a " + first);
        assertThat(linear.place(sector).sector()).isEqualTo(first + sector);
        assertThat(linear.place(sector).sectors()).isEqualTo((1 << 20) + 1 - sector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 8 ", "2 0 /dev/a 0 /dev/b 0", "2 8 /dev/a 0", "2 8 /dev/a 0 /dev/b", "x 8 /dev/a 0", "3 8 /dev/a 0 /dev/b 0 /dev/c 0", "-1 8",
            "99999999999999999999 8 /dev/a 0", "2 18446744073709551616 /dev/a 0 /dev/b 0", "2 8 /dev/a 18446744073709551615 /dev/b 0"})
    void refusesWhatIsNoStripe(String words) {
        assertThatThrownBy(() -> target(new StripedType(), 8192, words.strip())).isInstanceOf(KernelException.class).extracting("errno").isEqualTo(Errno.EINVAL);
    }

    @Test
    void readsTablesOfManyRowsInTheirOrder() {
        List<MappedTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(new MappedTable.Row(i * 10L, 10, new LinearType(), null, List.of()));
        }
        MappedTable table = new MappedTable(rows, List.of(), false);
        for (int sector = 0; sector < 1000; sector++) {
            assertThat(table.row(sector).start()).isEqualTo(sector / 10 * 10);
        }
    }

    /** A device that has a name and numbers, and nothing else. */
    private static final class NamedDevice extends BlockDevice {

        NamedDevice(String path) {
            super(null, path.substring(path.lastIndexOf('/') + 1), "/sys/devices/test", path.charAt(path.length() - 1), 1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NamedDevice device && device.name().equals(name());
        }

        @Override
        public int hashCode() {
            return name().hashCode();
        }

        @Override
        public int major() {
            return 7;
        }

        @Override
        public String module() {
            return "test";
        }

        @Override
        public int physicalBlockBytes() {
            return 4096;
        }

        @Override
        public int logicalBlockBytes() {
            return 512;
        }

        @Override
        public boolean direct() {
            return true;
        }

        @Override
        public void readOnly(boolean on) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long bytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public byte[] read(long offset, int length) {
            return new byte[length];
        }

        @Override
        public void write(long offset, byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String owner() {
            return "test";
        }

        @Override
        protected List<daxplane.kernel.Attribute> attributes() {
            return List.of();
        }

        @Override
        protected java.util.Map<String, String> state() {
            return java.util.Map.of();
        }
    }
}
