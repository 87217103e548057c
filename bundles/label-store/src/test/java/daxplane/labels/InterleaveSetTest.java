package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The kernel's scan over the DIMMs of a region: docs/kernel/labels.md 5, corpus label-* and ileave-*. */
class InterleaveSetTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final long SIZE = 1L << 30;
    private final InterleaveCookie cookie = new InterleaveCookie(11, 22, 33);

    @Test void joinsTheLabelsOfBothDimms() throws LabelException {
        var namespaces = namespaces(store(label(ONE, 2, 0, 22, 0)), store(label(ONE, 2, 1, 22, 0)));

        assertThat(namespaces.namespaces()).singleElement().satisfies(namespace -> {
            assertThat(namespace.first().uuid()).isEqualTo(ONE);
            assertThat(namespace.bytes()).isEqualTo(2 * 0x1000000);
            assertThat(namespace.slots()).extracting(slot -> slot.label().position()).containsExactly(0, 1);
        });
        assertThat(namespaces.findings()).isEmpty();
    }

    @Test void takesTheAlternateCookieToo() throws LabelException {
        assertThat(namespaces(store(label(ONE, 1, 0, 33, 0))).namespaces()).hasSize(1);
    }

    @Test void usesTheFirstCookieForVersionOne() throws LabelException {
        var old = write(LabelFormat.V1_1, List.of(label(ONE, 1, 0, 11, 0), label(TWO, 1, 0, 22, 0x1000000)));

        assertThat(namespaces(old).namespaces()).extracting(n -> n.first().uuid()).containsExactly(ONE);
        assertThat(cookie.chosen(new LabelStore.Blank(0, List.of()))).isEqualTo(22);
    }

    @Test void skipsLabelsOfOtherSetsAndOtherRegions() throws LabelException {
        var namespaces = namespaces(store(label(ONE, 1, 0, 99, 0), label(TWO, 1, 0, 22, SIZE)));

        assertThat(namespaces.namespaces()).isEmpty();
        assertThat(namespaces.findings()).containsExactly(new SetFinding.ForeignCookie(0, 0, ONE, 99));
    }

    @Test void failsWhenAPositionIsMissing() throws LabelException {
        assertUnusable(new SetFinding.MissingLabel(ONE, 1), store(label(ONE, 2, 0, 22, 0)), store());
        assertUnusable(new SetFinding.MissingLabel(ONE, 0), store(label(ONE, 2, 0, 22, 0)));
        assertUnusable(new SetFinding.MissingLabel(ONE, 0), store(label(ONE, 1, 1, 22, 0)));
        assertUnusable(new SetFinding.MissingLabel(ONE, 1), store(label(ONE, 2, 0, 22, 0)), new LabelStore.Blank(0, List.of()));
    }

    @Test void failsOnTwoExtentsOfOneNamespace() throws LabelException {
        assertUnusable(new SetFinding.MissingLabel(ONE, 0), store(label(ONE, 1, 0, 22, 0), label(ONE, 1, 0, 22, 0x1000000)));
        assertUnusable(new SetFinding.ConflictingExtents(ONE), store(label(ONE, 1, 0, 22, 0), label(ONE, 1, 0, 33, 0x1000000)));
    }

    @Test void failsWhenALabelReachesOutOfTheRegion() throws LabelException {
        assertUnusable(new SetFinding.OutsideMapping(ONE, 0), store(label(ONE, 1, 0, 22, SIZE - 0x1000)));
    }

    @Test void treatsAnUnknownTypeAsAbsent() throws LabelException {
        var volatileLabel = new NamespaceLabel(ONE, "", 0, 1, 0, 22, 512, 0, 0x1000, 0, 0, MemoryType.VOLATILE.guid(), UuidOrder.NIL);

        assertUnusable(new SetFinding.MissingLabel(ONE, 0), store(volatileLabel));
    }

    /** Corpus ileave-size-mismatch: the namespace appears with the sum. */
    @Test void acceptsUnequalSizes() throws LabelException {
        var namespaces = namespaces(store(label(ONE, 2, 0, 22, 0)),
                store(new NamespaceLabel(ONE, "", 0, 2, 1, 22, 512, 0, 0x3000000, 0, 0, MemoryType.PERSISTENT.guid(), UuidOrder.NIL)));

        assertThat(namespaces.namespaces().getFirst().bytes()).isEqualTo(0x4000000);
        assertThat(namespaces.findings()).containsExactly(new SetFinding.UnequalSizes(ONE));
    }

    @Test void namesOrphansOnTheOtherDimms() throws LabelException {
        assertThat(namespaces(store(), store(label(ONE, 2, 1, 22, 0))).findings()).containsExactly(new SetFinding.Orphan(1, 0, ONE));
    }

    @Test void refusesASetWithoutCookie() throws LabelException {
        var set = new InterleaveSet(List.of(new InterleaveSet.Mapping(0, SIZE, store(label(ONE, 1, 0, 0, 0)))),
                InterleaveCookie.constant(0), MemoryType.PERSISTENT.guid());

        assertThat(set.assemble()).isEqualTo(new InterleaveSet.Unusable(new SetFinding.NoCookie()));
    }

    private void assertUnusable(SetFinding why, LabelStore... stores) {
        assertThat(set(stores).assemble()).isEqualTo(new InterleaveSet.Unusable(why));
        assertThat(why.text()).isNotBlank();
    }

    private InterleaveSet.Namespaces namespaces(LabelStore... stores) {
        return (InterleaveSet.Namespaces) set(stores).assemble();
    }

    private InterleaveSet set(LabelStore... stores) {
        return new InterleaveSet(List.of(stores).stream().map(store -> new InterleaveSet.Mapping(0, SIZE, store)).toList(), cookie,
                MemoryType.PERSISTENT.guid());
    }

    private static LabelStore store(NamespaceLabel... labels) throws LabelException {
        return write(LabelFormat.V1_2, List.of(labels));
    }

    private static LabelStore write(LabelFormat format, List<NamespaceLabel> labels) throws LabelException {
        var store = new LabelStore.Blank(131072, List.of()).initialise(format, IndexBlock.UnusedBits.ZERO).after();
        for (NamespaceLabel label : labels) {
            store = store.write(label, List.of()).after();
        }
        return store;
    }

    private static NamespaceLabel label(UUID uuid, int labels, int position, long cookie, long dpa) {
        return new NamespaceLabel(uuid, "", 0, labels, position, cookie, 512, dpa, 0x1000000, 0, 0, MemoryType.PERSISTENT.guid(),
                UuidOrder.NIL);
    }
}
