package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.inventory.AddressRange;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.InventoryBuilder;
import daxplane.inventory.Namespace;
import daxplane.inventory.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever stores something is told before when the memory may not keep it (decision 178). */
class KeepingTest {

    private static final long START = 0x100000000L;

    /** One namespace in a region of so many DIMMs. */
    private static InventoryBuilder region(int dimms) {
        var mappings = IntStream.range(0, dimms).mapToObj(number -> new Region.Mapping("nmem" + number, 0, 1L << 30, number)).toList();
        var picture = Inventory.EMPTY.change().put(new Region("region0", "/ndbus0/region0", AddressRange.ofSize(START, 2L << 30), true, true, false, 1 << 24, 0, 0, 1,
                OptionalInt.of(0), OptionalInt.of(2), mappings));
        picture.put(new Namespace("namespace0.0", "region0", Optional.of("u"), "", 512L << 20, OptionalLong.of(START), Namespace.Mode.RAW, true, Optional.empty(),
                Optional.empty(), Optional.of("pmem0")));
        IntStream.range(0, dimms).forEach(number -> picture.put(new Dimm("nmem" + number, "8089-" + number, number, true, true, true, false, OptionalInt.empty())));
        return picture;
    }

    private static InventoryBuilder flags(InventoryBuilder picture, int dimm, String flags) {
        return picture.set("/sys/bus/nd/devices/nmem" + dimm + "/nfit/flags", flags);
    }

    @ParameterizedTest
    @CsvSource({"''", "save_fail", "not_armed_yet"})
    void nothingIsSaidOfDimmsThatAreArmed(String flags) {
        assertThat(Keeping.doubts(flags(region(2), 0, flags).build(), "namespace0.0")).isEmpty();
    }

    @Test
    void aDimmThatIsNotArmedIsNamed() {
        assertThat(Keeping.doubts(flags(region(2), 1, "save_fail not_armed").build(), "namespace0.0")).singleElement().asString()
                .startsWith("nmem1 is not armed").doesNotContain("nmem0");
        assertThat(Keeping.doubts(flags(flags(region(2), 0, "not_armed"), 1, "not_armed").build(), "namespace0.0")).singleElement().asString()
                .startsWith("nmem0, nmem1 are not armed");
    }

    @Test
    void memoryWithoutDimmsIsNobodysPromise() {
        assertThat(Keeping.doubts(region(0).build(), "namespace0.0")).singleElement().asString().startsWith("no DIMM is behind region0");
    }

    @Test
    void whatLiesElsewhereIsNobodysBusinessHere() {
        assertThat(Keeping.doubts(flags(region(1), 0, "not_armed").build(), "dax9.9")).isEmpty();
    }
}
