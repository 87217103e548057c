package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.inventory.AddressSpace.Span;
import daxplane.inventory.AddressSpace.Use;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import daxplane.inventory.Zone;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.screen.Width;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code map}: every byte of what is known is in a bar, and every piece in a line below it. */
class MapViewTest {

    /** A region of {@code bytes}: RAM with metadata and a lost part, a disk, and free space. */
    private static Inventory machine(long bytes) {
        long start = 0x100000000L;
        long quarter = bytes / 4;
        var picture = Inventory.EMPTY.change().policy(new MemoryPolicy(128L << 20, "online", "", "N"))
                .put(new Region("region0", "ndbus0/region0", AddressRange.ofSize(start, bytes), true, true, false, 1 << 24, bytes / 2, bytes / 2, 0, OptionalInt.empty(),
                        OptionalInt.of(2), List.of(new Region.Mapping("nmem0", 0, bytes, 0))))
                .put(new Namespace("namespace0.0", "region0", Optional.of("1"), "ram", quarter, OptionalLong.of(start), Namespace.Mode.DEVDAX, true, Optional.of("dax0.0"),
                        Optional.empty(), Optional.empty()))
                .put(new Namespace("namespace0.1", "region0", Optional.of("2"), "log", quarter, OptionalLong.of(start + quarter), Namespace.Mode.RAW, true, Optional.empty(),
                        Optional.empty(), Optional.of("pmem0")))
                .put(new DaxDevice("dax0.0", "region0/dax0.0", Optional.of("namespace0.0"), "uuid:1", List.of(new AddressRange(start + (10 << 20), start + quarter)),
                        quarter - (10 << 20), 2 << 20, Optional.of("kmem"), OptionalInt.empty(), OptionalInt.of(2), false));
        for (long block = (start >> 27) + 1; block < (start + quarter) >> 27; block++) {
            picture.put(new MemoryBlock(block, OptionalInt.of(2), Optional.of(Zone.MOVABLE)));
        }
        return picture.build();
    }

    private static String drawn(Inventory picture, int columns, boolean unicode, boolean colours, Format format) {
        var bytes = new ByteArrayOutputStream();
        MapView.of(picture, unicode).print(new Screen(columns, colours, format), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsARegionWithItsOwnersAndWhatNobodyHas() {
        assertThat(drawn(machine(2L << 30), 60, false, false, Format.TABLE)).isEqualTo("""
                region0  0x100000000-0x17fffffff  2 GiB  nmem0
                [+///AAAAAAAAAAABBBBBBBBBBBBBBB............................]
                 +  0x100000000   10 MiB  metadata of namespace0.0: info
                                          block and struct pages
                 /  0x100a00000  118 MiB  lost to alignment: it fills no
                                          whole memory block of 128 MiB
                 A  0x108000000  384 MiB  dax0.0: the kernel: 384 MiB online
                                          in zone Movable (memory33-35)
                 B  0x120000000  512 MiB  namespace0.1: block device
                                          /dev/pmem0
                 .  0x140000000    1 GiB  free: it is in region0, and no
                                          namespace has it
                """);
    }

    /** From the smallest machine to the largest, on narrow and wide terminals. */
    @ParameterizedTest
    @CsvSource({"29, 60", "29, 200", "40, 60", "42, 200", "43, 60"})
    void fitsTheTerminalWhateverTheSize(int bits, int columns) {
        for (boolean unicode : List.of(false, true)) {
            var lines = drawn(machine(1L << bits), columns, unicode, false, Format.TABLE).lines().toList();
            assertThat(lines).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
            assertThat(lines.get(1)).as("the smallest piece is seen").contains(unicode ? "\u2592" : "+").contains(unicode ? "\u2591" : ".");
        }
    }

    @Test
    void saysTheSameWithoutColours() {
        var plain = drawn(machine(2L << 30), 100, true, false, Format.TABLE);

        assertThat(drawn(machine(2L << 30), 100, true, true, Format.TABLE)).contains("\033[").satisfies(inked -> assertThat(inked.replaceAll("\033\\[\\d*m", "")).isEqualTo(plain));
    }

    @Test
    void givesProgramsEveryPieceWithItsAddresses() {
        assertThat(drawn(machine(2L << 30), 80, false, false, Format.JSONL).lines().skip(3).toList()).containsExactly(
                "{\"area\":\"region0\",\"start\":\"0x120000000\",\"end\":\"0x140000000\",\"bytes\":536870912,\"use\":\"owned\",\"object\":\"namespace0.1\",\"what\":\"block device /dev/pmem0\"}",
                "{\"area\":\"region0\",\"start\":\"0x140000000\",\"end\":\"0x180000000\",\"bytes\":1073741824,\"use\":\"free\",\"object\":\"region0\",\"what\":\"it is in region0, and no namespace has it\"}");
    }

    @Test
    void saysWhenThereIsNothingToDraw() {
        assertThat(drawn(Inventory.EMPTY, 80, true, false, Format.TABLE)).startsWith("the kernel shows no addresses");
    }

    @Property(tries = 300)
    void aBarIsAsLongAsItIsAndShowsEveryPieceThatFits(@ForAll @Size(min = 1, max = 80) List<@LongRange(min = 1, max = 1L << 50) Long> sizes,
            @ForAll @IntRange(min = 38, max = 120) int cells) {
        var spans = new ArrayList<Span>();
        long at = 0;
        for (long size : sizes) {
            spans.add(new Span(AddressRange.ofSize(at, size), Use.OWNED, "x" + at, ""));
            at += size;
        }

        var widths = MapView.widths(spans, cells);

        assertThat(Arrays.stream(widths).sum()).isEqualTo(cells);
        assertThat(Arrays.stream(widths).boxed()).allSatisfy(width -> assertThat(width).isGreaterThanOrEqualTo(sizes.size() <= cells ? 1 : 0));
    }
}
