package daxplane.labels.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.labels.AreaLayout;
import daxplane.labels.AreaSource;
import daxplane.labels.AreaWrite;
import daxplane.labels.CxlLabel;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelRules;
import daxplane.labels.LabelStore;
import daxplane.labels.MemoryType;
import daxplane.labels.NamespaceLabel;
import daxplane.labels.UuidOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of damage of docs/kernel/labels.md 6.3, and those that readers pass over in silence. */
class LabelRepairTest {

    private static final int AREA = 4096;
    private static final long MIB = 1 << 20;
    private static final long COOKIE = 0x7b9585c92845b3d7L;
    private static final UUID TORN = new UUID(0x00112233_44556677L, 0x8899aabb_ccddeeffL);
    private static final UUID HEALTHY = new UUID(1, 2);

    private LabelFormat format = LabelFormat.V1_2;
    private final List<byte[]> dimms = new ArrayList<>();

    private byte[] dimm() throws LabelException {
        byte[] area = new byte[AREA];
        new LabelStore.Blank(AREA, List.of()).initialise(format, IndexBlock.UnusedBits.ZERO).applyTo(area);
        dimms.add(area);
        return area;
    }

    private NamespaceLabel label(UUID uuid, int flags, int labels, int position, long dpa, long bytes) {
        boolean typed = format == LabelFormat.V1_2;
        return new NamespaceLabel(uuid, "n", flags, labels, position, COOKIE, 512, dpa, bytes, 0, 0,
                typed ? MemoryType.PERSISTENT.guid() : UuidOrder.NIL, UuidOrder.NIL);
    }

    private static void write(byte[] area, NamespaceLabel label) throws LabelException {
        store(area).write(label, Set.of()).applyTo(area);
    }

    private static LabelStore.Labelled store(byte[] area) {
        return (LabelStore.Labelled) LabelStore.read(AreaSource.of(area));
    }

    private LabelRepair repair() {
        List<LabelRepair.Area> areas = new ArrayList<>();
        for (int i = 0; i < dimms.size(); i++) {
            areas.add(new LabelRepair.Area("nmem" + i, LabelStore.read(AreaSource.of(dimms.get(i))), Optional.empty()));
        }
        return LabelRepair.of(areas);
    }

    private List<String> told() {
        return repair().faults().stream().map(fault -> fault.area() + ": " + fault.text() + "; " + fault.cure().text()).toList();
    }

    private void perform() throws LabelException {
        repair().writes(LabelRules.LIBRARY).forEach(write -> write.write().applyTo(dimms.get(write.area())));
    }

    private List<UUID> uuids(int dimm) {
        return store(dimms.get(dimm)).labels().stream().map(slot -> slot.label().uuid()).toList();
    }

    /** A set of two with a healthy namespace on it. */
    private void healthySet() throws LabelException {
        for (int i = 0; i < 2; i++) {
            write(dimm(), label(HEALTHY, 0, 2, i, 0, 16 * MIB));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesHealthyLabelsAlone(LabelFormat any) throws LabelException {
        format = any;
        healthySet();

        assertThat(told()).isEmpty();
        assertThat(repair().writes(LabelRules.LIBRARY)).isEmpty();
    }

    @Test void leavesUnusedAreasAlone() {
        dimms.add(new byte[AREA]);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void rollsAnUpdateForwardThatReachedEveryDimm(LabelFormat any) throws LabelException {
        format = any;
        healthySet();
        for (int i = 0; i < 2; i++) {
            write(dimms.get(i), label(TORN, NamespaceLabel.UPDATING | NamespaceLabel.READ_ONLY, 2, i, 32 * MIB, 16 * MIB));
        }
        assertThat(told()).containsExactly("nmem0: namespace " + TORN
                + ": its last update is marked as under way; its labels are rewritten without the mark");

        perform();

        assertThat(told()).isEmpty();
        for (byte[] dimm : dimms) {
            assertThat(store(dimm).labels()).extracting(slot -> slot.label().uuid(), slot -> slot.label().flags())
                    .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple(HEALTHY, 0),
                            org.assertj.core.groups.Tuple.tuple(TORN, NamespaceLabel.READ_ONLY));
        }
    }

    @Test void rollsForwardWhereOnlyOneDimmIsStillMarked() throws LabelException {
        dimm();
        dimm();
        write(dimms.get(0), label(TORN, 0, 2, 0, 0, MIB));
        write(dimms.get(1), label(TORN, NamespaceLabel.UPDATING, 2, 1, 0, MIB));
        byte[] finished = dimms.get(0).clone();

        perform();

        assertThat(told()).isEmpty();
        assertThat(dimms.get(0)).isEqualTo(finished);
        assertThat(uuids(1)).containsExactly(TORN);
    }

    /** Crash matrix: pass A of a create on mapping 0 alone fails the region until somebody repairs it. */
    @Test void freesACreateThatReachedOneDimmOnly() throws LabelException {
        healthySet();
        write(dimms.get(0), label(TORN, NamespaceLabel.UPDATING, 2, 0, 32 * MIB, MIB));
        assertThat(told()).containsExactly("nmem0: namespace " + TORN
                + ": there is no label for position 1 of 2; its labels are freed on every DIMM");

        perform();

        assertThat(told()).isEmpty();
        assertThat(uuids(0)).containsExactly(HEALTHY);
        assertThat(uuids(1)).containsExactly(HEALTHY);
    }

    /** Crash matrix: a resize that reached mapping 0 alone. */
    @Test void freesAResizeThatReachedOneDimmOnly() throws LabelException {
        healthySet();
        write(dimms.get(0), label(TORN, NamespaceLabel.UPDATING, 2, 0, 32 * MIB, 2 * MIB));
        write(dimms.get(1), label(TORN, 0, 2, 1, 32 * MIB, MIB));
        assertThat(told()).containsExactly("nmem0: namespace " + TORN
                + ": it has different sizes on its DIMMs; its labels are freed on every DIMM");

        perform();

        assertThat(uuids(0)).containsExactly(HEALTHY);
        assertThat(uuids(1)).containsExactly(HEALTHY);
    }

    /** Crash matrix: a delete that reached mapping 0 alone leaves a label on the others that keeps its space. */
    @Test void freesOrphans() throws LabelException {
        healthySet();
        write(dimms.get(1), label(TORN, 0, 2, 1, 32 * MIB, MIB));
        assertThat(told()).containsExactly("nmem1: namespace " + TORN
                + ": there is no label for position 0 of 2; its labels are freed on every DIMM");

        perform();

        assertThat(uuids(1)).containsExactly(HEALTHY);
    }

    @Test void freesALabelThatIsThereTwice() throws LabelException {
        write(dimm(), label(TORN, 0, 1, 0, 0, MIB));
        write(dimms.getFirst(), label(TORN, 0, 1, 0, 32 * MIB, MIB));
        assertThat(told()).containsExactly("nmem0: namespace " + TORN + ": one DIMM has several labels of it; its labels are freed on every DIMM");

        perform();

        assertThat(uuids(0)).isEmpty();
    }

    @Test void judgesNoSetByAPartOfItsDimms() throws LabelException {
        healthySet();
        dimms.removeLast();
        assertThat(told()).containsExactly("nmem0: namespace " + HEALTHY
                + ": there is no label for position 1 of 2; not repaired: it takes all 2 DIMMs of the set to tell; name them together");

        assertThat(repair().writes(LabelRules.LIBRARY)).isEmpty();
    }

    @Test void judgesNoSetThatTheMachineHasNotGot() throws LabelException {
        healthySet();
        byte[] other = dimms.removeLast();
        byte[] unrelated = dimm();
        LabelRepair repair = LabelRepair.of(List.of(
                new LabelRepair.Area("nmem0", store(dimms.getFirst()), Optional.of(Set.of(1L))),
                new LabelRepair.Area("nmem1", store(unrelated), Optional.of(Set.of(1L)))));

        assertThat(repair.faults()).singleElement().matches(fault -> !fault.isCurable())
                .extracting(fault -> fault.cure().text()).asString().contains("this machine has not got");
        assertThat(repair.writes(LabelRules.LIBRARY)).isEmpty();
        assertThat(store(other).labels()).as("on the DIMM that was taken out").hasSize(1);
    }

    @Test void judgesNoSetByAnAreaThatCanNotBeRead() throws LabelException {
        healthySet();
        dimms.get(1)[100] ^= 1;
        dimms.get(1)[256 + 100] ^= 1;

        assertThat(told()).hasSize(3).allMatch(text -> text.contains("not repaired"))
                .anyMatch(text -> text.endsWith("the labels of nmem1 cannot be read"));
        assertThat(repair().writes(LabelRules.LIBRARY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rewritesAnIndexBlockThatDoesNotCount(int which) throws LabelException {
        write(dimm(), label(HEALTHY, 0, 1, 0, 0, MIB));
        byte[] area = dimms.getFirst();
        // So that the damaged block is the older one, whichever it is.
        while (store(area).current() == which) {
            store(area).free(Set.of()).applyTo(area);
        }
        area[256 * which + 100] ^= 1;
        assertThat(told()).containsExactly("nmem0: index block " + which
                + " does not count: wrong checksum; it is written anew from the other index block");

        perform();

        assertThat(told()).isEmpty();
        assertThat(uuids(0)).containsExactly(HEALTHY);
        assertThat(store(area).current()).as("the block that was written is the newer one").isEqualTo(which);
    }

    @Test void freesSlotsThatHoldNoLabel() throws LabelException {
        write(dimm(), label(HEALTHY, 0, 1, 0, 0, MIB));
        write(dimms.getFirst(), label(TORN, 0, 1, 0, 32 * MIB, MIB));
        LabelStore.Labelled store = store(dimms.getFirst());
        dimms.getFirst()[store.layout().labelOffset(1)] ^= 1;
        assertThat(told()).containsExactly("nmem0: slot 1 is in use but skipped: wrong checksum; the slot is freed");
        int free = store.freeSlots();

        perform();

        assertThat(told()).isEmpty();
        assertThat(uuids(0)).containsExactly(HEALTHY);
        assertThat(store(dimms.getFirst()).freeSlots()).isEqualTo(free + 1);
    }

    /** Found by fuzzing: one index write for each of hundreds of slots. */
    @Test void freesManySlotsWithOneIndexWrite() throws LabelException {
        byte[] area = dimm();
        for (int i = 0; i < 10; i++) {
            write(area, label(new UUID(9, i), 0, 1, 0, 32 * i * MIB, MIB));
        }
        for (LabelSlot slot : store(area).used().values()) {
            area[store(area).layout().labelOffset(slot.number())] ^= 1;
        }
        assertThat(told()).hasSize(10);

        assertThat(repair().writes(LabelRules.LIBRARY)).hasSize(1);
        perform();

        assertThat(told()).isEmpty();
        assertThat(store(area).used()).isEmpty();
    }

    @Test void leavesCxlLabelsAlone() throws LabelException {
        byte[] area = dimm();
        write(area, label(TORN, 0, 1, 0, 0, MIB));
        int at = store(area).layout().labelOffset(0);
        System.arraycopy(new CxlLabel.OfRegion(TORN, 0, 2, 0, 0, MIB, -1, 0, 0, 1).encode(), 0, area, at, 256);
        byte[] before = area.clone();

        assertThat(told()).isEmpty();
        perform();
        assertThat(area).isEqualTo(before);
    }

    @Test void decidesNothingBetweenLabelsThatOverlap() throws LabelException {
        write(dimm(), label(HEALTHY, 0, 1, 0, 0, 2 * MIB));
        write(dimms.getFirst(), label(TORN, 0, 1, 0, MIB, 2 * MIB));

        assertThat(told()).singleElement().asString().contains("claim the same part of the DIMM; not repaired");
        assertThat(repair().writes(LabelRules.LIBRARY)).isEmpty();
    }

    @Test void saysThatItTakesAFreeSlot() throws LabelException {
        byte[] area = new byte[AreaLayout.SMALLEST];
        new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ZERO).applyTo(area);
        dimms.add(area);
        write(area, label(HEALTHY, 0, 1, 0, 0, MIB));
        write(area, label(TORN, NamespaceLabel.UPDATING, 1, 0, 32 * MIB, MIB));

        assertThatThrownBy(() -> repair().writes(LabelRules.LIBRARY)).isInstanceOf(LabelException.class).extracting("rule").isEqualTo(LabelException.Rule.NO_FREE_SLOT);
    }

    /** Everything wrong at once; power goes after each write, and within it; then the repair is done again. */
    @Test void endsTheSameWhereverItIsCut() throws LabelException {
        healthySet();
        write(dimms.get(0), label(TORN, NamespaceLabel.UPDATING, 2, 0, 32 * MIB, MIB));
        write(dimms.get(1), label(TORN, NamespaceLabel.UPDATING, 2, 1, 32 * MIB, MIB));
        UUID half = new UUID(3, 3);
        write(dimms.get(0), label(half, NamespaceLabel.UPDATING, 2, 0, 64 * MIB, MIB));
        dimms.get(1)[256 * (1 - store(dimms.get(1)).current()) + 100] ^= 1;
        List<byte[]> damaged = dimms.stream().map(byte[]::clone).toList();
        int writes = repair().writes(LabelRules.LIBRARY).size();
        assertThat(writes).isGreaterThan(4);

        for (int cut = 0; cut < writes; cut++) {
            for (int torn : new int[] {0, 8, 64, 80, 128}) {
                dimms.clear();
                damaged.forEach(area -> dimms.add(area.clone()));
                List<LabelRepair.Write> all = repair().writes(LabelRules.LIBRARY);
                all.subList(0, cut).forEach(write -> write.write().applyTo(dimms.get(write.area())));
                AreaWrite last = all.get(cut).write();
                System.arraycopy(last.bytes(), 0, dimms.get(all.get(cut).area()), last.offset(), torn);

                perform();
                perform();

                assertThat(told()).as("cut in write %d after %d bytes", cut, torn).isEmpty();
                for (int i = 0; i < 2; i++) {
                    assertThat(uuids(i)).as("cut in write %d after %d bytes", cut, torn).containsExactlyInAnyOrder(HEALTHY, TORN);
                }
            }
        }
    }
}
