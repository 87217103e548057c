package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.DaxSpace;
import daxplane.control.RefusalCode;
import daxplane.host.Attributes;
import daxplane.host.Attributes.Kind;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.inventory.AddressRange;
import daxplane.inventory.ByteSize;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of the kernel make, resize, remove and bring back a device of a dax region that is divided at will. Corpus hmem-sysfs. */
class DaxDivisionTest {

    private static final String REGION = "platform/hmem.0";
    private static final String FILES = "/sys/devices/platform/hmem.0/";
    private static final long GIB = 1L << 30;

    private final Trial trial = mock(Trial.class);
    private final Attributes files = mock(Attributes.class);
    private final List<String> written = new ArrayList<>();
    private final DaxDivision division = new DaxDivision(trial, List.of(), "create dax0");
    private Inventory picture = Inventory.EMPTY;

    @BeforeEach
    void aDivisibleRegionWithOneGibibyteFree() throws Exception {
        var host = mock(Host.class);
        when(host.attributes()).thenReturn(files);
        when(trial.host()).thenReturn(host);
        when(trial.picture()).thenAnswer(_ -> picture);
        when(files.kind(FILES + "dax_region/available_size")).thenReturn(Kind.FILE);
        when(files.read(FILES + "dax_region/available_size")).thenReturn(GIB + "\n");
        when(files.read(FILES + "dax_region/create")).thenReturn("dax0.1\n");
        doAnswer(call -> written.add(call.<Effect>getArgument(0).typed())).when(trial).perform(any(), any(), any());
    }

    private static DaxDevice device(String name, Optional<String> driver, long bytes, AddressRange... ranges) {
        return new DaxDevice(name, REGION, Optional.empty(), "path:" + name, List.of(ranges), bytes, 2 << 20, driver, OptionalInt.empty(), OptionalInt.of(2), false);
    }

    private DaxDevice there(DaxDevice device) {
        picture = picture.change().put(device).build();
        return device;
    }

    private static void refused(RefusalCode code, Errno errno, String rule, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusalException.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().errno()).isEqualTo(errno);
            assertThat(refused.refusal().rule()).isEqualTo(rule);
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"268435456, 268435456", "1073741824, 1073741824", "-, 1073741824"})
    void isMadeEmptyAndThenGetsItsSize(Long asked, long bytes) throws Exception {
        assertThat(division.make(new DaxSpace(0, REGION, Optional.ofNullable(asked).map(ByteSize::new)))).isEqualTo("dax0.1");
        assertThat(written).containsExactly("echo 1 > " + FILES + "dax_region/create", "echo " + bytes + " > " + FILES + "dax0.1/size");
    }

    @Test
    void nothingIsMadeOfMoreThanIsFree() throws Exception {
        refused(RefusalCode.NO_FREE_SPACE, Errno.ENOSPC, "1 GiB are free in dax region 0", () -> division.make(new DaxSpace(0, REGION, Optional.of(new ByteSize(GIB + 1)))));
        when(files.read(FILES + "dax_region/available_size")).thenReturn("0\n");
        refused(RefusalCode.NO_FREE_SPACE, Errno.ENOSPC, "0 B is free in dax region 0", () -> division.make(new DaxSpace(0, REGION, Optional.empty())));
        assertThat(written).isEmpty();
    }

    @Test
    void aRegionOfOneDeviceIsNotDivided() {
        when(files.kind(FILES + "dax_region/available_size")).thenReturn(Kind.ABSENT);
        String rule = "its region is one device: the kernel divides soft-reserved and CXL memory only";
        var whole = there(device("dax0.0", Optional.empty(), GIB));
        refused(RefusalCode.NOT_BY_ITSELF, Errno.EOPNOTSUPP, rule, () -> division.make(new DaxSpace(0, REGION, Optional.empty())));
        refused(RefusalCode.NOT_BY_ITSELF, Errno.EOPNOTSUPP, rule, () -> division.resize(whole, new ByteSize(1 << 20)));
        refused(RefusalCode.NOT_BY_ITSELF, Errno.EOPNOTSUPP, rule, () -> division.remove(whole));
        assertThat(written).isEmpty();
    }

    /** The kernel resizes and removes what no driver has, and an id would bind it again. */
    @Test
    void itsDriverLetsGoFirst() throws Exception {
        division.resize(there(device("dax0.1", Optional.of("device_dax"), GIB)), new ByteSize(2 * GIB));
        assertThat(written).containsExactly("echo dax0.1 > /sys/bus/dax/drivers/device_dax/remove_id", "echo dax0.1 > /sys/bus/dax/drivers/device_dax/unbind",
                "echo 2147483648 > " + FILES + "dax0.1/size");
    }

    /** Number 0 stays as long as its region. */
    @Test
    void aRemovedDeviceIsEmptiedAndDeletedUnlessItIsTheFirst() throws Exception {
        division.remove(there(device("dax0.1", Optional.empty(), GIB)));
        assertThat(written).containsExactly("echo 0 > " + FILES + "dax0.1/size", "echo dax0.1 > " + FILES + "dax_region/delete");
        written.clear();
        division.remove(there(device("dax0.0", Optional.empty(), GIB)));
        assertThat(written).containsExactly("echo 0 > " + FILES + "dax0.0/size");
    }

    @Test
    void isMadeAgainAtItsAddressesUnderItsNumber() throws Exception {
        division.makeAgain(device("dax0.1", Optional.empty(), GIB, AddressRange.ofSize(0x100000000L, GIB / 2), AddressRange.ofSize(0x200000000L, GIB / 2)));
        assertThat(written).containsExactly("echo 1 > " + FILES + "dax_region/create", "echo 100000000-11fffffff > " + FILES + "dax0.1/mapping",
                "echo 200000000-21fffffff > " + FILES + "dax0.1/mapping");
    }

    @Test
    void anEmptyDeviceOfItsNameIsTakenAndOneWithASizeIsNot() throws Exception {
        there(device("dax0.0", Optional.empty(), 0));
        division.makeAgain(device("dax0.0", Optional.empty(), GIB, AddressRange.ofSize(0x100000000L, GIB)));
        assertThat(written).containsExactly("echo 100000000-13fffffff > " + FILES + "dax0.0/mapping");
        there(device("dax0.0", Optional.empty(), GIB));
        refused(RefusalCode.PLACE_TAKEN, Errno.EBUSY, "the kernel would call it dax0.0 now", () -> division.makeAgain(device("dax0.0", Optional.empty(), GIB)));
    }

    @Test
    void anotherNumberIsAnotherDevice() {
        refused(RefusalCode.PLACE_TAKEN, Errno.EBUSY, "the kernel would call it dax0.1 now", () -> division.makeAgain(device("dax0.4", Optional.empty(), GIB)));
    }

    /** Addresses that only root sees are not known: then its size is all that comes back. */
    @Test
    void withoutKnownAddressesItGetsItsSize() throws Exception {
        var now = there(device("dax0.1", Optional.empty(), GIB));
        division.again(now, device("dax0.1", Optional.empty(), GIB / 2));
        assertThat(written).containsExactly("echo 0 > " + FILES + "dax0.1/size", "echo 536870912 > " + FILES + "dax0.1/size");
    }
}
