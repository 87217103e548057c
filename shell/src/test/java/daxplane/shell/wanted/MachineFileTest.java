package daxplane.shell.wanted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.Command;
import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a machine file says, the commands that it takes, and where it is refused. */
class MachineFileTest {

    private static final String UUID = "00000001-1111-2222-3333-444444444441";

    private static Inventory picture() {
        return Inventory.EMPTY.change()
                .put(new Region("region0", "/ndbus0/region0", AddressRange.ofSize(0x100000000L, 2L << 30), true, true, false, 1 << 24, 1L << 30, 1L << 30, 1,
                        OptionalInt.of(0), OptionalInt.of(2), List.of()))
                .put(new Namespace("namespace0.0", "region0", Optional.of(UUID), "ram", 512L << 20, OptionalLong.of(0x100000000L), Namespace.Mode.DEVDAX, true,
                        Optional.of("dax0.0"), Optional.empty(), Optional.empty()))
                .put(new Namespace("namespace0.1", "region0", Optional.empty(), "", 0, OptionalLong.empty(), Namespace.Mode.RAW, false, Optional.empty(), Optional.empty(),
                        Optional.empty()))
                .put(new DaxDevice("dax0.0", "/ndbus0/region0/dax0.1", Optional.of("namespace0.0"), "uuid:" + UUID, List.of(), 502L << 20, 2 << 20, Optional.of("device_dax"),
                        OptionalInt.of(0), OptionalInt.of(2), false))
                .put(new DaxDevice("dax7.0", "/platform/hmem.7", Optional.empty(), "path:hmem.7/0", List.of(), 1L << 30, 2 << 20, Optional.of("device_dax"),
                        OptionalInt.of(0), OptionalInt.of(2), false)).build();
    }

    private static List<Mode> modes() {
        Mode ram = mock();
        when(ram.name()).thenReturn("system-ram");
        when(ram.options()).thenReturn(List.of(ModeOption.oneOf("zone", List.of("movable", "kernel"), ""), ModeOption.flag("no-online", ""), ModeOption.DISCARD_CONTENTS));
        Mode sector = mock();
        when(sector.name()).thenReturn("sector");
        when(sector.options()).thenReturn(List.of(ModeOption.free("name", "NAME", "spool", ""), ModeOption.DISCARD_CONTENTS));
        return List.of(ram, sector);
    }

    private static Optional<Command> command(String text) throws Invalid {
        return new Differences(picture(), modes(), Options.of(Map.of("discard-contents", ""))).command(MachineFile.parse(text), true);
    }

    /** What is not there is made, what is there changes; consent is that of who applies the file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dax0.0 = system-ram                            | assign dax0.0 system-ram --discard-contents
        ram=system-ram zone=kernel no-online           | assign dax0.0 system-ram --discard-contents --no-online --zone kernel
        00000001-1111-2222-3333-444444444441 = sector  | assign dax0.0 sector --discard-contents
        /dev/dax0.0 = sector region=region0            | assign dax0.0 sector --discard-contents
        ram = sector size=512M                         | assign dax0.0 sector --discard-contents
        ram = sector size=256M                         | resize dax0.0 256M --discard-contents; assign dax0.0 sector --discard-contents --keep-going
        spool = sector region=region0 size=64M         | create region0:67108864 sector --discard-contents --name spool
        dax7.1 = system-ram region=dax7 size=64M       | create dax7:67108864 system-ram --discard-contents
        namespace0.0 = absent                          | destroy dax0.0 --discard-contents
        region0 = disabled                             | disable region0 --discard-contents
        ram = enabled                                  | enable dax0.0 --discard-contents
        """)
    void aLineIsACommand(String line, String typed) throws Exception {
        assertThat(command(line).orElseThrow().typed()).isEqualTo(typed);
    }

    @Test
    void linesAreOneCommandInTheirOrder() throws Exception {
        assertThat(command("# what we run\n\n dax7.0 = system-ram\t# pool\r\nram = absent\n").orElseThrow().typed())
                .isEqualTo("assign dax7.0 system-ram --discard-contents; destroy dax0.0 --discard-contents --keep-going");
        assertThat(command("old = absent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ram                                  | line 2: OBJECT = MODE is what a line looks like
        = sector                             | line 2: an object stands in front of =
        ram =                                | line 2: a mode, absent, enabled or disabled stands behind =
        a b = sector                         | line 2: an object stands in front of =
        ram = nosuch                         | line 2: there is no mode nosuch; there are sector, system-ram, and absent, enabled, disabled
        ram = system-ram zone                | line 2: zone needs a value: zone=...
        ram = system-ram zone=               | line 2: the value of zone is missing, or has a sign in it that no value has
        ram = system-ram no-online=1         | line 2: no-online takes no value
        ram = system-ram zone=a zone=b       | line 2: zone is said twice
        ram = sector zone=kernel             | line 2: sector has no option zone; there are name, region, size
        ram = system-ram discard-contents    | line 2: discard-contents is said by who applies the file: apply -f FILE --discard-contents
        ram = absent size=1G                 | line 2: absent takes no option
        ram = sector region=region1          | line 2: ram is in region0, not in region1; nothing moves from one region to another
        ram = sector size=many               | line 2: size=many is no size; 256M is one
        ram = sector size=0                  | line 2: size=0 is no size; 256M is one
        spool = sector                       | line 2: there is no spool; with region=REGION size=SIZE it is made
        spool = disabled                     | line 2: there is no spool
        spool = sector region=region9 size=1M | line 2: there is no region region9
        dax0.0 = sector                      | line 2: dax0.0 is ram of line 1
        namespace0.1 = sector                | line 2: there is no namespace0.1; with region=REGION size=SIZE it is made
        """)
    void aWrongLineIsNamedWithItsReason(String line, String why) {
        assertThatThrownBy(() -> command((line.startsWith("dax0.0") ? "ram = system-ram\n" : "\n") + line)).isInstanceOf(Invalid.class).hasMessage(why);
    }

    @Test
    void whatIsTooMuchOrNothingIsRefused() {
        assertThatThrownBy(() -> command("# nothing\n")).hasMessage("it says nothing: OBJECT = MODE is a line");
        assertThatThrownBy(() -> command("ram = sector\nram = sector")).hasMessage("line 2: ram stands in line 1 already");
        assertThatThrownBy(() -> command("#" + "x".repeat(1_000))).hasMessage("line 1: it has more than 1000 characters");
        var many = new StringBuilder();
        for (int line = 0; line <= Command.Several.MOST; line++) {
            many.append("d").append(line).append(" = absent\n");
        }
        assertThatThrownBy(() -> command(many.toString())).hasMessage("line 1025: a file names at most 1024 objects");
    }

    @Property
    void anyTextIsACommandOrRefusedWithItsReason(@ForAll String text) {
        try {
            command(text);
        } catch (Invalid invalid) {
            assertThat(invalid.getMessage()).isNotBlank();
        }
    }
}
