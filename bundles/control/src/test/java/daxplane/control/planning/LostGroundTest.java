package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.control.RefusalCode;
import daxplane.host.Effect;
import daxplane.host.Effect.WriteAttribute;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision 173: nothing is made where a namespace lies that is wanted and has lost its label. */
class LostGroundTest {

    private static final long MIB = 1 << 20;
    private static final String SIZE = "/sys/devices/LNXSYSTM:00/ndbus0/region0/namespace0.1/size";

    private final Host host = mock(Host.class);

    @BeforeEach
    void withoutCopies() throws Exception {
        when(host.rehearsal()).thenReturn(Optional.empty());
    }

    /** @param start and {@code bytes} in MiB; a negative start: none */
    private static Namespace namespace(String name, String region, String uuid, String altName, long start, long bytes) {
        return new Namespace(name, region, Optional.of(uuid), altName, bytes * MIB, start < 0 ? OptionalLong.empty() : OptionalLong.of(start * MIB),
                Namespace.Mode.FSDAX, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Sighting lost(Namespace namespace) {
        return new Sighting(namespace, Inventory.EMPTY, new TreeMap<>(), Optional.empty());
    }

    /** The lost one lies from 100 to 200 MiB. */
    @ParameterizedTest
    @CsvSource({"0, 100, false", "0, 101, true", "199, 1, true", "200, 50, false", "150, 10, true", "50, 500, true", "100, 100, true", "150, 0, false", "-1, 100, false"})
    void liesOnItWhoeverHasAByteOfIt(long start, long bytes, boolean under) {
        var was = namespace("namespace0.0", "region0", "1", "data", 100, 100);
        assertThat(LostGround.under(namespace("namespace0.1", "region0", "2", "", start, bytes), List.of(lost(was))))
                .isEqualTo(under ? Optional.of(was) : Optional.empty());
    }

    @Test
    void theSameNamespaceIsAtHomeThere() {
        var was = namespace("namespace0.0", "region0", "1", "", 100, 100);
        assertThat(LostGround.under(namespace("namespace0.3", "region0", "1", "", 100, 100), List.of(lost(was)))).isEmpty();
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        var other = namespace("namespace0.0", "region0", "1", "", 500, 100);
        var was = namespace("namespace0.2", "region0", "2", "", 100, 100);
        assertThat(LostGround.under(namespace("namespace0.1", "region0", "3", "", 150, 1), List.of(lost(other), lost(was)))).contains(was);
    }

    /** Where nothing can be tried, every size in the region of a lost one is refused. */
    @Test
    void withoutACopyTheWholeRegionIsRefused() {
        var ground = new LostGround(host, List.of(lost(namespace("namespace0.0", "region0", "1", "data", 100, 100))));
        assertThat(ground.refuses(new WriteAttribute(SIZE, "16777216\n"))).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.CONTENTS_AT_STAKE);
            assertThat(refusal.errno()).isEqualTo(Errno.ENOTEMPTY);
            assertThat(refusal.object()).isEqualTo("namespace0.1");
            assertThat(refusal.rule()).contains("namespace0.1 would lie where namespace0.0 (data) lay");
            assertThat(refusal.remedy()).startsWith("recover namespace0.0 ");
        });
        assertThat(ground.refuses(new WriteAttribute(SIZE.replace("region0", "region1"), "16777216\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0\n", "00", "0x0", "0X00\n", ""})
    void whatGivesItsPlaceBackTakesNone(String nothing) {
        var ground = new LostGround(host, List.of(lost(namespace("namespace0.0", "region0", "1", "", 100, 100))));
        assertThat(ground.refuses(new WriteAttribute(SIZE, nothing))).isEmpty();
    }

    @Test
    void nothingElseGivesANamespaceItsPlace() throws Exception {
        var ground = new LostGround(host, List.of(lost(namespace("namespace0.0", "region0", "1", "", 100, 100))));
        for (Effect effect : List.of(new WriteAttribute(SIZE.replace("/size", "/uuid"), "1\n"), new WriteAttribute("/sys/bus/dax/devices/dax0.0/size", "1\n"),
                new Effect.LoadModule("nd_pmem"))) {
            assertThat(ground.refuses(effect)).isEmpty();
        }
        assertThat(new LostGround(host, List.of()).refuses(new WriteAttribute(SIZE, "1\n"))).isEmpty();
        verify(host, never()).rehearsal();
    }
}
