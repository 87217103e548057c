package daxplane.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownErrorsTest {

    private static final AddressRange PLACE = new AddressRange(0x1_0000_0000L, 0x1_0001_0000L);

    private static List<AddressRange> parsed(String list) {
        return KnownErrors.parse(list, PLACE).ranges();
    }

    @Test
    void sectorsAreCountedFromTheStartOfTheList() {
        assertThat(parsed("8 2\n32 1\n")).containsExactly(new AddressRange(0x1_0000_1000L, 0x1_0000_1400L), new AddressRange(0x1_0000_4000L, 0x1_0000_4200L));
    }

    @Test
    void entriesThatTouchOrOverlapAreOneRangeInOrder() {
        assertThat(parsed("10 2\n8 2\n9 4\n")).containsExactly(new AddressRange(0x1_0000_1000L, 0x1_0000_1a00L));
    }

    @Test
    void whatReachesBeyondTheEndIsCut() {
        assertThat(parsed("127 1000000\n")).containsExactly(new AddressRange(0x1_0000_fe00L, 0x1_0001_0000L));
        assertThat(parsed("128 1\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "8", "8 -1", "-8 1", "a b", "8 2 3", "99999999999999999999 1", "999999999999999999 999999999999999999", "8 0"})
    void whatIsNoEntryTellsNothing(String line) {
        assertThat(parsed(line)).isEmpty();
    }

    @Test
    void theEndOfTheAddressSpaceIsReached() {
        var top = new AddressRange(-4096L, 0);
        assertThat(KnownErrors.parse("7 1\n", top).ranges()).containsExactly(new AddressRange(-512L, 0));
        assertThat(KnownErrors.of(List.of(new AddressRange(-512L, 0), new AddressRange(-1024L, -512L))).ranges()).containsExactly(new AddressRange(-1024L, 0));
    }

    @Test
    void onlyWhatLiesWithinCounts() {
        var all = KnownErrors.parse("8 4\n", PLACE);
        assertThat(all.within(AddressRange.ofSize(0x1_0000_1200L, 512)).size()).isEqualTo(new ByteSize(512));
        assertThat(all.within(AddressRange.ofSize(0x1_0000_1800L, 512)).none()).isTrue();
    }
}
