package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Attributes;
import daxplane.tools.UuidSource.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** Uuids that another kernel's devices have after a step are given out for it. */
class RecordedUuidsTest {

    private static final String DEVICES = "/sys/bus/nd/devices";
    private static final UUID FOUND = UUID.fromString("0bd221d6-bce9-41a3-85c0-4872f7d09d16");
    private static final UUID MADE_UP = UUID.fromString("87a8cf32-e82b-46ed-99ed-3d517a389c15");

    private final Attributes attributes = Mockito.mock(Attributes.class);
    private final RecordedUuids uuids = new RecordedUuids(attributes);

    @BeforeEach
    void nothingIsThere() throws Exception {
        Mockito.when(attributes.list(Mockito.anyString())).thenReturn(List.of());
    }

    private void begin(String command) {
        var difference = new TreeMap<String, Optional<String>>(Map.of("nd/dax3.0/uuid", Optional.of(FOUND.toString()),
                "nd/pfn3.0/uuid", Optional.of(MADE_UP.toString()), "nd/btt3.0/uuid", Optional.empty()));
        uuids.begin(7, new Step.Action.Exec(command), difference, new StateMap(new TreeMap<>(Map.of("nd/dax3.0/uuid", FOUND.toString(),
                "nd/dax3.0/namespace", "namespace3.1", "nd/pfn3.0/uuid", MADE_UP.toString(), "nd/pfn3.0/namespace", "namespace3.0"))));
    }

    private void has(String device, UUID uuid) throws Exception {
        Mockito.when(attributes.list(DEVICES)).thenReturn(List.of(device));
        Mockito.when(attributes.kind(DEVICES + "/" + device + "/uuid")).thenReturn(Attributes.Kind.FILE);
        Mockito.when(attributes.read(DEVICES + "/" + device + "/uuid")).thenReturn(uuid + "\n");
    }

    /** Random walk 8040 on 6.1: while one personality was made, another one was found on its medium. */
    @Test
    void aPersonalityGetsTheUuidThatBelongsToItsNamespace() {
        begin("ndctl create-namespace -f -e namespace3.0 -m fsdax");

        assertThat(uuids.forPersonalityOf("namespace3.0")).isEqualTo(MADE_UP);
        assertThat(uuids.forPersonalityOf("namespace3.1")).isEqualTo(FOUND);
        assertThat(uuids.forPersonalityOf("namespace3.2")).as("the first of any other").isEqualTo(FOUND);
    }

    @Test
    void aUuidIsGivenOutUntilADeviceHasIt() throws Exception {
        begin("ndctl create-namespace -f -e namespace3.0 -m fsdax");
        assertThat(uuids.next(Purpose.PERSONALITY)).isEqualTo(FOUND);
        assertThat(uuids.next(Purpose.PERSONALITY)).isEqualTo(FOUND);

        has("dax3.0", FOUND);

        assertThat(uuids.next(Purpose.PERSONALITY)).isEqualTo(MADE_UP);
    }

    @Test
    void whatWasThereBeforeOrStandsInTheCommandIsNotMadeUp() throws Exception {
        has("dax3.0", FOUND);

        begin("ndctl create-namespace -e namespace3.0 -u " + MADE_UP);

        assertThat(uuids.next(Purpose.PERSONALITY)).isNotIn(FOUND, MADE_UP);
    }

    /** Of a namespace that could not be made. Each is for one attempt. */
    @Test
    void aUuidThatIsLeftInALabelAloneIsGivenOutOnce() {
        begin("ndctl create-namespace -m devdax");
        uuids.wrote(new Step.Action.Exec("ndctl create-namespace -m devdax"), List.of(MADE_UP, FOUND));

        assertThat(uuids.next(Purpose.NAMESPACE)).isEqualTo(MADE_UP);
        assertThat(uuids.next(Purpose.NAMESPACE)).isEqualTo(FOUND);
        assertThat(uuids.next(Purpose.NAMESPACE)).isNotIn(MADE_UP, FOUND);
    }

    @Test
    void whatNoDeviceHasIsTheSameEachTimeTheStepIsDone() {
        begin("ndctl list");
        UUID first = uuids.next(Purpose.NAMESPACE);
        assertThat(uuids.next(Purpose.NAMESPACE)).isNotEqualTo(first);

        begin("ndctl list");

        assertThat(uuids.next(Purpose.NAMESPACE)).isEqualTo(first);
    }
}
