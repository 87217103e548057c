package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.labels.Abstraction;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.labels.NamespaceLabel;
import daxplane.labels.UuidOrder;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A namespace that came to nothing leaves its uuid in a label that is free again. */
class WrittenUuidsTest {

    private static final UUID MADE_UP = UUID.fromString("0bd221d6-bce9-41a3-85c0-4872f7d09d16");
    private static final UUID NOT_RANDOM = UUID.fromString("00000001-1111-2222-3333-444444444441");

    private static byte[] initialised(LabelFormat format) throws LabelException {
        byte[] area = new byte[131072];
        new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE).applyTo(area);
        return area;
    }

    private static void createAndDestroy(byte[] area, UUID uuid) throws LabelException {
        var store = (LabelStore.Labelled) LabelStore.read(AreaSource.of(area));
        var label = new NamespaceLabel(uuid, "", 0, 1, 0, 1, 512, 0, 0x2000000, 0, 0, UuidOrder.NIL, Abstraction.NONE.guid());
        var written = store.write(label, Set.of());
        written.applyTo(area);
        written.after().free(written.after().used().keySet()).applyTo(area);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundInAFreeSlot(LabelFormat format) throws LabelException {
        byte[] before = initialised(format);
        byte[] after = before.clone();

        createAndDestroy(after, MADE_UP);

        assertThat(WrittenUuids.between(before, after)).containsExactly(MADE_UP);
    }

    @Test
    void whatWasThereBeforeOrIsNotRandomIsNone() throws LabelException {
        byte[] before = initialised(LabelFormat.V1_2);
        createAndDestroy(before, MADE_UP);
        assertThat(WrittenUuids.between(before, before.clone())).isEmpty();

        byte[] area = initialised(LabelFormat.V1_2);
        byte[] after = area.clone();
        createAndDestroy(after, NOT_RANDOM);
        assertThat(WrittenUuids.between(area, after)).isEmpty();
    }

    @Test
    void anAreaWithoutAnIndexHasNone() throws LabelException {
        assertThat(WrittenUuids.between(initialised(LabelFormat.V1_2), new byte[131072])).isEmpty();
        assertThat(WrittenUuids.between(new byte[0], initialised(LabelFormat.V1_2))).isEmpty();
    }
}
