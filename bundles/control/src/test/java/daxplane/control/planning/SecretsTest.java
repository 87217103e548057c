package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.Plan;
import daxplane.control.RefusalCode;
import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.inventory.Dimm;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays readable of memory that was RAM (decision 156): nmem0 locks itself, nmem1 could, nmem2 cannot. */
class SecretsTest {

    private static final Map<String, String> LOCK = Map.of("secrets", "require-lock");
    private static final String TITLE = "assign dax0.0 system-ram";

    private final Host host = mock();

    @BeforeEach
    void dimms() throws Exception {
        Attributes attributes = mock();
        when(host.attributes()).thenReturn(attributes);
        when(attributes.read(any())).thenThrow(new HostException(Errno.ENOENT, FailedCall.OPEN, "no such attribute"));
        org.mockito.Mockito.doReturn("unlocked\n").when(attributes).read("/sys/bus/nd/devices/nmem0/security");
        org.mockito.Mockito.doReturn("disabled\n").when(attributes).read("/sys/bus/nd/devices/nmem1/security");
    }

    private static List<Dimm> dimms(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(number -> new Dimm("nmem" + number, "8089-" + number, number, true, true, true, false, OptionalInt.empty())).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void nothingIsRefusedWhereNobodyAskedForIt(int dimm) {
        assertThat(new Secrets(host, Map.of()).refuses(dimms(dimm), "dax0.0", TITLE)).isEmpty();
    }

    @Test
    void whatLocksItselfBecomesRam() {
        assertThat(new Secrets(host, LOCK).refuses(dimms(0), "dax0.0", TITLE)).isEmpty();
        assertThat(new Secrets(host, LOCK).refuses(List.of(), "dax0.0", TITLE)).as("memory without DIMMs").isEmpty();
    }

    @Test
    void whatDoesNotIsRefusedWithWhatWouldHelp() {
        var could = new Secrets(host, LOCK).refuses(dimms(0, 1), "dax0.0", TITLE).orElseThrow();

        assertThat(could.code()).isEqualTo(RefusalCode.SECRETS_AT_STAKE);
        assertThat(could.rule()).contains("nmem1 does not lock").doesNotContain("nmem0");
        assertThat(could.remedy()).startsWith("ndctl setup-passphrase nmem1").endsWith(TITLE);
        assertThat(new Secrets(host, LOCK).refuses(dimms(2), "dax0.0", TITLE).orElseThrow().remedy()).contains("nmem2 cannot lock");
    }

    /** A DIMM locks when power is lost, and not at a reboot. */
    @Test
    void aPlanSaysWhatStaysReadable() {
        var plan = Plan.nothingToDo(TITLE, "a test");

        assertThat(new Secrets(host, Map.of()).warned(plan, dimms(0, 1, 2)).notes()).anySatisfy(note -> assertThat(note).startsWith("nmem0 locks itself when power is lost, not at a reboot"))
                .anySatisfy(note -> assertThat(note).startsWith("nmem1, nmem2 have no passphrase").contains("after a loss of power"));
    }
}
