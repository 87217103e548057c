package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All states in which a loss of power can leave an area, not a sample of them: after every write of a change, and in the middle of
 * every write with every choice of its 8-byte words.
 *
 * <p>Words that a write does not change need no choice: they are the same either way. An index block has few words that change, so
 * that all choices are tried. A label has up to 32 of them, too many to try; but the reader never looks at the slot, which stands
 * for all choices at once.
 */
class EveryCutTest {

    private static final int WORD = Long.BYTES;

    static Stream<Arguments> areas() {
        return Stream.of(LabelFormat.values()).flatMap(format -> Stream.of(1024, 4096, 16384).flatMap(size ->
                Stream.of(IndexBlock.UnusedBits.values()).map(unused -> Arguments.of(size, format, unused))));
    }

    static Stream<Arguments> largeAreas() {
        return Stream.of(LabelFormat.values()).flatMap(format -> Stream.of(131072, 262144, 4 << 20)
                .map(size -> Arguments.of(size, format, IndexBlock.UnusedBits.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("areas")
    void aBlankAreaReadsAsBlankOrAsInitialised(int size, LabelFormat format, IndexBlock.UnusedBits unused) throws LabelException {
        byte[] area = new byte[size];

        Set<List<Object>> seen = cut(area, new LabelStore.Blank(size, List.of()).initialise(format, unused));

        assertThat(seen).containsExactlyInAnyOrder(List.of("blank"), List.of(format));
    }

    @ParameterizedTest
    @MethodSource({"areas", "largeAreas"})
    void theLifeOfANamespaceReadsAsBeforeOrAfterEachStep(int size, LabelFormat format, IndexBlock.UnusedBits unused)
            throws LabelException {
        byte[] area = new byte[size];
        LabelChange change = new LabelStore.Blank(size, List.of()).initialise(format, unused);
        change.applyTo(area);
        Set<Integer> slots = Set.of();
        // Each pass of the two passes of a create, a rename and a resize; three times around, so that every sequence number is met.
        for (int pass = 0; pass < 9; pass++) {
            List<Object> before = picture(area);
            change = change.after().write(label(pass), slots);
            Set<List<Object>> seen = cut(area, change);
            change.applyTo(area);
            assertThat(seen).as("pass %d", pass).containsExactlyInAnyOrder(before, picture(area));
            slots = Set.copyOf(change.after().used().keySet());
        }
        List<Object> before = picture(area);
        change = change.after().free(slots);
        Set<List<Object>> seen = cut(area, change);
        change.applyTo(area);
        assertThat(seen).containsExactlyInAnyOrder(before, picture(area));
        assertThat(picture(area)).isEqualTo(List.of(format));
    }

    /**
     * A forced init-labels is two writes of index blocks over live ones, and worse than the rest: when the block that is current is
     * torn first, the other one comes back, with the labels of one change ago. The originals do the same (docs/kernel/labels.md 7), and
     * so this is what is expected: before, before the last change, or empty; never a mixture.
     */
    @ParameterizedTest
    @EnumSource(LabelFormat.class)
    void aForcedInitialisationMayBringTheLastChangeBack(LabelFormat format) throws LabelException {
        byte[] area = new byte[4096];
        LabelChange change = new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE);
        change.applyTo(area);
        Set<List<Object>> all = new HashSet<>();
        List<Object> last = picture(area);
        for (int pass = 0; pass < 6; pass++) {
            List<Object> earlier = picture(area);
            change = change.after().write(label(pass), Set.copyOf(change.after().used().keySet()));
            change.applyTo(area);
            last = picture(area);

            Set<List<Object>> seen = cut(area, new LabelStore.Blank(area.length, List.of()).initialise(format, IndexBlock.UnusedBits.ONE));

            assertThat(seen).isSubsetOf(List.of(earlier, last, List.of(format))).contains(last, List.of(format));
            all.addAll(seen.contains(earlier) ? List.of(List.of("came back")) : List.of());
        }
        assertThat(all).as("it is not better than it is said to be").isNotEmpty();
        assertThat(last).hasSize(2);
    }

    @Test void aChangeOfFormatLeavesOneOfTheTwo() throws LabelException {
        byte[] area = new byte[131072];
        new LabelStore.Blank(area.length, List.of()).initialise(LabelFormat.V1_1, IndexBlock.UnusedBits.ONE).applyTo(area);

        assertThat(cut(area, new LabelStore.Blank(area.length, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ONE)))
                .containsExactlyInAnyOrder(List.of(LabelFormat.V1_1), List.of(LabelFormat.V1_2));
    }

    /** Everything that the area can read as when power goes during the change. */
    private static Set<List<Object>> cut(byte[] area, LabelChange change) {
        Set<List<Object>> seen = new HashSet<>();
        byte[] media = area.clone();
        for (AreaWrite write : change.writes()) {
            seen.add(picture(media));
            List<Integer> changing = changingWords(media, write);
            if (changing.size() > 16) {
                assertThat(isRead(media, write)).as("%s is looked at before its index block is written", write).isFalse();
            } else {
                everyChoice(media, write, changing, seen);
            }
            write.applyTo(media);
            seen.add(picture(media));
        }
        return seen;
    }

    private static void everyChoice(byte[] media, AreaWrite write, List<Integer> words, Set<List<Object>> seen) {
        byte[] bytes = write.bytes();
        byte[] torn = media.clone();
        for (int choice = 0; choice < 1 << words.size(); choice++) {
            System.arraycopy(media, write.offset(), torn, write.offset(), bytes.length);
            for (int i = 0; i < words.size(); i++) {
                if ((choice >> i & 1) != 0) {
                    System.arraycopy(bytes, words.get(i), torn, write.offset() + words.get(i), WORD);
                }
            }
            seen.add(picture(torn));
        }
    }

    private static List<Integer> changingWords(byte[] media, AreaWrite write) {
        List<Integer> words = new ArrayList<>();
        byte[] bytes = write.bytes();
        for (int at = 0; at < bytes.length; at += WORD) {
            if (!Arrays.equals(bytes, at, at + WORD, media, write.offset() + at, write.offset() + at + WORD)) {
                words.add(at);
            }
        }
        return words;
    }

    /** Whether a reader of the media looks at a byte of what is to be written. */
    private static boolean isRead(byte[] media, AreaWrite write) {
        boolean[] touched = {false};
        LabelStore.read(new AreaSource<RuntimeException>() {
            @Override
            public int bytes() {
                return media.length;
            }

            @Override
            public byte[] read(int offset, int length) {
                touched[0] |= offset < write.offset() + write.length() && write.offset() < offset + length;
                return Arrays.copyOfRange(media, offset, offset + length);
            }
        });
        return touched[0];
    }

    private static NamespaceLabel label(int pass) {
        return new NamespaceLabel(new UUID(7, 1 + pass / 6), "pass " + pass, pass % 2 == 0 ? NamespaceLabel.UPDATING : 0, 1, 0, 7, 512,
                0, 0x1000L * (1 + pass / 2), 0, 0, MemoryType.PERSISTENT.guid(), Abstraction.DAX.guid());
    }

    private static List<Object> picture(byte[] area) {
        return switch (LabelStore.read(AreaSource.of(area))) {
            case LabelStore.Blank _ -> List.of("blank");
            case LabelStore.Labelled store -> {
                List<Object> picture = new ArrayList<>(List.of(store.layout().format()));
                picture.addAll(store.used().values());
                yield List.copyOf(picture);
            }
        };
    }
}
