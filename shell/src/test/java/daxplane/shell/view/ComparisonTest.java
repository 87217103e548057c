package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.Namespace;
import daxplane.inventory.Zone;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code diff}: what was so, and what is so instead. */
class ComparisonTest {

    private static Inventory machine(Optional<String> driver, Optional<Zone> zone, long... blocks) {
        var picture = Inventory.EMPTY.change()
                .put(new DaxDevice("dax0.0", "region0/dax0.1", Optional.empty(), "uuid:1", List.of(new AddressRange(0x100000000L, 0x110000000L)), 256L << 20, 2 << 20, driver,
                        OptionalInt.empty(), OptionalInt.of(2), false));
        LongStream.of(blocks).forEach(block -> picture.put(new MemoryBlock(block, OptionalInt.of(2), zone)));
        return picture.build();
    }

    private static String text(Inventory before, Inventory after) {
        return printed(before, after, Format.TABLE);
    }

    private static String printed(Inventory before, Inventory after, Format format) {
        var bytes = new ByteArrayOutputStream();
        Comparison.of(before, after).print(new Screen(100, false, format), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTheDriverOfBeforeAndOfAfter() {
        assertThat(text(machine(Optional.of("device_dax"), Optional.empty()), machine(Optional.of("kmem"), Optional.of(Zone.MOVABLE), 32, 33, 34))).isEqualTo("""
                - dax0.0 bound to device_dax
                + dax0.0 bound to kmem
                + memory32-34 on node 2
                + memory32-34 online in zone Movable
                """);
    }

    @Test
    void showsOfABlockThatStaysWhatItIsInstead() {
        assertThat(text(machine(Optional.of("kmem"), Optional.of(Zone.MOVABLE), 32, 33), machine(Optional.of("kmem"), Optional.empty(), 32, 33))).isEqualTo("""
                - memory32-33 online in zone Movable
                + memory32-33 offline
                """);
    }

    @Test
    void saysOfWhatIsGoneOnlyHowItWas() {
        assertThat(text(machine(Optional.of("kmem"), Optional.of(Zone.MOVABLE), 32), Inventory.EMPTY)).isEqualTo("""
                - dax0.0, 256 MiB, uuid:1
                - dax0.0 bound to kmem
                - memory32 on node 2
                - memory32 online in zone Movable
                """);
    }

    @Test
    void saysThatADeviceHasNoDriverAnyMore() {
        assertThat(text(machine(Optional.of("kmem"), Optional.empty()), machine(Optional.empty(), Optional.empty()))).isEqualTo("""
                - dax0.0 bound to kmem
                + dax0.0 bound to no driver
                """);
    }

    @Test
    void isTheSameBackwardsWithTheSignsExchanged() {
        var one = machine(Optional.of("device_dax"), Optional.empty());
        var other = machine(Optional.of("kmem"), Optional.of(Zone.NORMAL), 32, 40);
        var exchanged = text(other, one).lines().map(line -> (line.startsWith("-") ? "+" : "-") + line.substring(1)).sorted().toList();

        assertThat(text(one, other).lines().sorted().toList()).isEqualTo(exchanged);
    }

    @Test
    void saysWhenThereIsNoDifference() {
        var same = machine(Optional.of("kmem"), Optional.empty());

        assertThat(text(same, same)).isEqualTo("no difference\n");
        assertThat(printed(same, same, Format.JSON)).isEqualTo("[]\n");
    }

    @Test
    void givesProgramsTheFactWithItsFields() {
        assertThat(printed(machine(Optional.of("device_dax"), Optional.empty()), machine(Optional.of("kmem"), Optional.empty()), Format.JSONL)).isEqualTo("""
                {"sign":"-","what":"dax0.0 bound to device_dax","data":{"fact":"DriverBound","device":"dax0.0","driver":"device_dax"}}
                {"sign":"+","what":"dax0.0 bound to kmem","data":{"fact":"DriverBound","device":"dax0.0","driver":"kmem"}}
                """);
    }

    @Test
    void tellsANamespaceWithWhatIdentifiesIt() {
        var space = new Namespace("namespace0.1", "region0", Optional.of("00000001-1111-2222-3333-444444444441"), "log", 64 << 20, OptionalLong.of(0x100000000L),
                Namespace.Mode.RAW, true, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(text(Inventory.EMPTY, Inventory.EMPTY.change().put(space).build())).isEqualTo("+ namespace0.1 raw, 64 MiB, named log, uuid 00000001-1111-2222-3333-444444444441\n");
    }
}
