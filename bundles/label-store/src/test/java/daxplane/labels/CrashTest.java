package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Power may go at any moment: what is then on media reads as the state before the change or as the state after it. */
class CrashTest {

    /** Sizes at which index blocks have one to several units, and the smallest one. */
    private static final int[] SIZES = {1024, 1280, 4096, 131072, 262144};

    @Property(tries = 300)
    @Label("a cut anywhere in the protocol, with the write at the cut torn in 8-byte words")
    void aCutReadsAsBeforeOrAfter(@ForAll @IntRange(max = 4) int size, @ForAll LabelFormat format,
            @ForAll IndexBlock.UnusedBits unused, @ForAll @Size(max = 12) List<@IntRange(max = 99) Integer> steps, @ForAll long tear)
            throws LabelException {
        byte[] area = new byte[SIZES[size]];
        Random random = new Random(tear);
        LabelStore.Labelled store = perform(area, new LabelStore.Blank(area.length, List.of()).initialise(format, unused), random);
        for (int step : steps) {
            for (LabelChange change : changes(store, step)) {
                store = perform(area, change, random);
            }
        }
    }

    /** Applies the change, after having looked at the area at every point where it can be cut. */
    private static LabelStore.Labelled perform(byte[] area, LabelChange change, Random random) {
        List<Object> before = picture(area);
        byte[] after = area.clone();
        change.applyTo(after);
        byte[] media = area.clone();
        for (AreaWrite write : change.writes()) {
            for (int attempt = 0; attempt < 4; attempt++) {
                byte[] torn = media.clone();
                tear(torn, write, random);
                assertThat(picture(torn)).isIn(before, picture(after));
            }
            write.applyTo(media);
            assertThat(picture(media)).isIn(before, picture(after));
        }
        change.applyTo(area);
        assertThat(((LabelStore.Labelled) LabelStore.read(AreaSource.of(area))).labels()).isEqualTo(change.after().labels());
        return change.after();
    }

    private static void tear(byte[] area, AreaWrite write, Random random) {
        byte[] bytes = write.bytes();
        for (int word = 0; word < bytes.length; word += 8) {
            if (random.nextBoolean()) {
                System.arraycopy(bytes, word, area, write.offset() + word, Math.min(8, bytes.length - word));
            }
        }
    }

    /** Create, rewrite (in two passes, as the kernel does) or delete one of six namespaces. */
    private static List<LabelChange> changes(LabelStore.Labelled store, int step) throws LabelException {
        UUID uuid = new UUID(0, 1 + step % 6);
        Set<Integer> old = store.labels().stream().filter(slot -> slot.label().uuid().equals(uuid)).map(LabelSlot.Valid::number)
                .collect(java.util.stream.Collectors.toSet());
        if (step >= 60) {
            return old.isEmpty() ? List.of() : List.of(store.free(old));
        }
        List<LabelChange> changes = new ArrayList<>();
        try {
            NamespaceLabel label = new NamespaceLabel(uuid, "n" + step, NamespaceLabel.UPDATING, 1, 0, 7, 512, (step % 6) * 0x1000L,
                    0x1000, 0, 0, MemoryType.PERSISTENT.guid(), Abstraction.DAX.guid());
            changes.add(store.write(label, old));
            LabelStore.Labelled half = changes.getFirst().after();
            int written = half.labels().stream().filter(slot -> slot.label().uuid().equals(uuid)).findFirst().orElseThrow().number();
            changes.add(half.write(label.withFlags(0), Set.of(written)));
        } catch (LabelException full) {
            assertThat(full.rule()).isEqualTo(LabelException.Rule.NO_FREE_SLOT);
        }
        return changes;
    }

    private static List<Object> picture(byte[] area) {
        LabelStore store = LabelStore.read(AreaSource.of(area));
        return store instanceof LabelStore.Labelled labelled ? List.copyOf(labelled.labels()) : List.of();
    }
}
