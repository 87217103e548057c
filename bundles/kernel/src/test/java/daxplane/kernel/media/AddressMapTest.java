package daxplane.kernel.media;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.Interleave;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.Nfit;
import daxplane.kernel.Firmware.SystemRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AddressMapTest {

    private static final long BASE = 0x1_0000_0000L;
    private static final String PMEM = "66f0d379-b4f3-4074-ac43-0d3318b78cdb";

    private static Firmware set(int ways, long bytesEach, long lineBytes, int linesEach, boolean withTable) {
        List<MemoryMapping> mappings = new ArrayList<>();
        List<Interleave> tables = new ArrayList<>();
        for (int way = 0; way < ways; way++) {
            int position = way;
            mappings.add(new MemoryMapping(way + 1, 0, 0, 1, way + 1, bytesEach, withTable ? 0 : way * lineBytes, 0, withTable ? way + 1 : 0,
                    ways, 0));
            if (withTable) {
                tables.add(new Interleave(way + 1, (int) lineBytes,
                        LongStream.range(0, linesEach).map(line -> line * ways + (line + position) % ways).boxed().toList()));
            }
        }
        Nfit nfit = new Nfit(1, List.of(new SystemRange(1, 0, OptionalInt.empty(), PMEM, AddressRange.ofSize(BASE, ways * bytesEach), 0)),
                mappings, List.of(), tables, Optional.empty());
        return new Firmware(Optional.of(nfit), List.of(), Map.of(), List.of(), List.of(),
                List.of(AddressRange.ofSize(4 * BASE, 8192)), List.of(), Map.of());
    }

    @Test
    void withoutInterleaveTheWholeRangeIsOnePiece() {
        var map = AddressMap.of(set(1, 1 << 20, 4096, 0, false));

        assertThat(map.place(BASE + 5)).contains(new AddressMap.Place(0, 5, (1 << 20) - 5));
        assertThat(map.place(4 * BASE + 4096)).as("declared by the boot loader").contains(new AddressMap.Place(1, 4096, 4096));
        assertThat(map.place(BASE - 1)).isEmpty();
        assertThat(map.place(BASE + (1 << 20))).isEmpty();
    }

    @Test
    void withoutInterleaveStructureLinesGoInTurn() {
        var map = AddressMap.of(set(2, 1 << 20, 4096, 0, false));

        assertThat(map.place(BASE + 4096)).contains(new AddressMap.Place(1, 0, 4096));
        assertThat(map.place(BASE + 2 * 4096 + 7)).contains(new AddressMap.Place(0, 4096 + 7, 4096 - 7));
    }

    @Test
    void anInterleaveStructureSaysWhichLinesADimmHas() {
        var map = AddressMap.of(set(2, 1 << 20, 256, 4, true));

        // lines of DIMM 0 in a round of 8: 0, 3, 4, 7; of DIMM 1: 1, 2, 5, 6
        assertThat(map.place(BASE + 256 * 3)).contains(new AddressMap.Place(0, 256, 256));
        assertThat(map.place(BASE + 256 * 2 + 1)).contains(new AddressMap.Place(1, 257, 255));
        assertThat(map.place(BASE + 256 * 8)).contains(new AddressMap.Place(0, 1024, 256));
    }

    @Property(tries = 200)
    void everyLineOfASetHasAPlaceOfItsOwn(@ForAll @IntRange(min = 1, max = 6) int ways, @ForAll @IntRange(min = 1, max = 8) int lines,
            @ForAll @IntRange(min = 1, max = 3) int rounds, @ForAll boolean withTable) {
        long line = 256;
        var map = AddressMap.of(set(ways, line * lines * rounds, line, lines, withTable));
        Set<String> places = new HashSet<>();

        for (long offset = 0; offset < ways * line * lines * rounds; offset += line) {
            var place = map.place(BASE + offset).orElseThrow();
            assertThat(place.deviceAddress()).isBetween(0L, line * lines * rounds - 1);
            assertThat(places.add(place.dimm() + ":" + place.deviceAddress())).isTrue();
        }
    }
}
