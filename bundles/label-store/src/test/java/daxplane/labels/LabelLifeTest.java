package daxplane.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a namespace in the bytes of its DIMM: the vectors of docs/kernel/labels.md 6.4 and 6.5. */
class LabelLifeTest {

    private static final UUID LAB = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private final byte[] area = new byte[131072];

    @Test void createsReclassifiesAndDeletesANamespace() throws Exception {
        var blank = (LabelStore.Blank) LabelStore.read(AreaSource.of(area));
        LabelChange change = apply(blank.initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO));
        assertThat(checksums(change)).containsExactly("e793e3ed18323c1c", "e793e7b218323c1b");
        assertThat(digest()).isEqualTo("f03e8f98bafa4132a41d136d821abae329e1147cd7bfdb627773715b738cacca");

        change = apply(change.after().write(lab(8, Abstraction.NONE), Set.of()));
        assertThat(checksums(change)).containsExactly("5e1b5e07105efddd", "e793e7bf18323c1b");
        change = apply(change.after().write(lab(0, Abstraction.NONE), Set.of(0)));
        assertThat(checksums(change)).containsExactly("5e1b5cc9105efdd6", "e793e31b18323c18");
        assertThat(digest()).isEqualTo("f7cf116ae9f6e8cd85dbf167659825e45a7177cfd902e59b8c36f604dee518d9");

        change = apply(change.after().write(lab(8, Abstraction.DAX), Set.of(1)));
        assertThat(checksums(change)).containsExactly("25cf656ae73310a2", "e793e78418323c1a");
        change = apply(change.after().write(lab(0, Abstraction.DAX), Set.of(0)));
        assertThat(checksums(change)).containsExactly("25cf642ce733109b", "e793e39118323c1a");
        assertThat(digest()).isEqualTo("519fbdcdb2c16f919c2dc291f7c0728b4e3c8a9c98184f605a6941b7377f5059");

        change = apply(change.after().free(Set.of(1)));
        assertThat(checksums(change)).containsExactly("e793e77718323c1a");
        assertThat(digest()).isEqualTo("f60fd9f2c866841520d175eb9b5301500c0657508659f65dbcb9a0adf4f837ee");
    }

    @Test void writesTheSmallestIndex() throws Exception {
        var blank = new LabelStore.Blank(1024, List.of());

        byte[] second = blank.initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO).writes().getFirst().bytes();
        byte[] first = blank.initialise(LabelFormat.V1_1, IndexBlock.UnusedBits.ZERO).writes().getFirst().bytes();

        assertThat(HexFormat.of().formatHex(second, 0, 80)).isEqualTo("4e414d4553504143455f494e44455800" + "0000000103000000"
                + "0000000000000000" + "0001000000000000" + "0001000000000000" + "0002000000000000" + "02000000" + "0100" + "0200"
                + "333a32d8a7839327" + "0300000000000000");
        assertThat(checksum(first, 64)).isEqualTo("eb628633d7313a41");
        assertThat(first[72]).isEqualTo((byte) 0x0f);
        assertThat(first[19]).isZero();
    }

    /** ndctl 76 over an area full of the letter Z: random walk 8000 on 6.12, machine odd, where version 1.2 came over 1.1. */
    @Test void writesOverWhatIsThere() throws Exception {
        byte[] before = new byte[131072];
        Arrays.fill(before, (byte) 'Z');

        LabelChange change = new LabelStore.Blank(before.length, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ONE, before);

        assertThat(checksums(change)).containsExactly("45b201676ec8d2a8", "45b2052c6ec8d2a7");
        byte[] index = change.writes().getFirst().bytes();
        assertThat(index[135]).isEqualTo((byte) 0xff);
        assertThat(index[136]).isEqualTo((byte) 'Z');
        assertThat(change.after().freeSlots()).isEqualTo(510);
    }

    @Test void encodesALabel() {
        NamespaceLabel label = new NamespaceLabel(LAB, "lab0", 8, 2, 0, 0x1122334455667788L, 512, 0, 0x20000000, 3, 0,
                MemoryType.PERSISTENT.guid(), Abstraction.DAX.guid());

        assertThat(checksum(label.encode(LabelFormat.V1_2), 248)).isEqualTo("80b749b8a9e081d2");
        assertThat(checksum(label.withFlags(0).encode(LabelFormat.V1_2), 248)).isEqualTo("80b74858a9e081ca");
        assertThat(NamespaceLabel.decode(label.encode(LabelFormat.V1_2), LabelFormat.V1_2)).isEqualTo(label);
    }

    /** Dumps of ndctl's test-suite: fewer slots than the area holds, block 0 with the sequence number 0. */
    @Test void acceptsWritersThatPublishFewerSlots() {
        var narrow = new AreaLayout(131072, LabelFormat.V1_1, 256, 1016);
        IndexBlock unused = IndexBlock.allFree(narrow, 0, 0, IndexBlock.UnusedBits.ZERO, new byte[0]);
        IndexBlock current = IndexBlock.allFree(narrow, 1, 3, IndexBlock.UnusedBits.ZERO, new byte[0]).marked(false, List.of(0)).written(narrow, 1, 3);
        var label = new NamespaceLabel(UUID.fromString("6830f039-7914-423e-bad6-22bda8fde8d6"), "", NamespaceLabel.UPDATING, 4, 0,
                0x0803f6d70100fefbL, 0, 0x1000000, 0x1000000, 0, 0, UuidOrder.NIL, UuidOrder.NIL);
        new AreaWrite(0, unused.bytes()).applyTo(area);
        new AreaWrite(256, current.bytes()).applyTo(area);
        new AreaWrite(512, label.encode(LabelFormat.V1_1)).applyTo(area);

        assertThat(unused.checksum()).isEqualTo(0xfa6344a8d8313e03L);
        assertThat(current.checksum()).isEqualTo(0xfa63492bd8313e05L);
        var store = (LabelStore.Labelled) LabelStore.read(AreaSource.of(area));
        assertThat(store.current()).isEqualTo(1);
        assertThat(store.index().slots()).isEqualTo(1016);
        assertThat(store.labels()).containsExactly(new LabelSlot.Valid(0, label));
        assertThat(store.findings()).containsExactly(new Finding.IndexInvalid(0, LabelFormat.V1_1, IndexFault.SEQUENCE),
                new Finding.UpdateInterrupted(0, label.uuid()));
    }

    /** docs/kernel/labels.md 3: the check in which ndctl is more lenient than the kernel. */
    @Test void onlyTheKernelLooksWhereTheLabelsAreSaidToBegin() throws Exception {
        new LabelStore.Blank(area.length, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO).applyTo(area);
        for (int block = 0; block < 512; block += 256) {
            var bytes = ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN).putLong(block + 48, 1024);
            bytes.putLong(block + 64, Fletcher64.of(area, block, 256, 64));
        }

        assertThat(LabelStore.read(AreaSource.of(area))).isInstanceOf(LabelStore.Blank.class).extracting(LabelStore::findings)
                .isEqualTo(List.of(new Finding.IndexInvalid(0, LabelFormat.V1_2, IndexFault.LABEL_OFFSET),
                        new Finding.IndexInvalid(1, LabelFormat.V1_2, IndexFault.LABEL_OFFSET)));
        assertThat(LabelStore.read(AreaSource.of(area), IndexChecks.NDCTL)).isInstanceOf(LabelStore.Labelled.class);
    }

    @Test void refusesToWriteWithoutAFreeSlot() throws Exception {
        var store = new LabelStore.Blank(1024, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO).after();
        var full = store.write(lab(0, Abstraction.NONE), Set.of()).after().write(lab(0, Abstraction.NONE), Set.of()).after();

        assertThat(full.freeSlots()).isZero();
        assertThatThrownBy(() -> full.write(lab(0, Abstraction.NONE), Set.of(0))).isInstanceOf(LabelException.class)
                .hasMessage("all 2 label slots are in use")
                .extracting("rule").isEqualTo(LabelException.Rule.NO_FREE_SLOT);
    }

    @Test void refusesToInitialiseAnAreaOfNoUse() {
        assertThatThrownBy(() -> new LabelStore.Blank(512, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO))
                .isInstanceOf(LabelException.class).extracting("rule").isEqualTo(LabelException.Rule.AREA_SIZE);
    }

    /** docs/kernel/labels.md 8: a kernel whose write failed has lost the slot it had chosen, until it reads the area again. */
    @Test void losesTheChosenSlotWhenAWriteFails() throws Exception {
        var store = new LabelStore.Blank(131072, List.of()).initialise(LabelFormat.V1_2, IndexBlock.UnusedBits.ZERO).after();

        var interrupted = store.write(lab(0, Abstraction.NONE), Set.of()).interrupted();

        assertThat(interrupted.freeSlots()).isEqualTo(store.freeSlots() - 1);
        assertThat(interrupted.labels()).isEmpty();
        assertThat(interrupted.write(lab(0, Abstraction.NONE), Set.of()).after().labels().getFirst().number()).isEqualTo(1);
    }

    private LabelChange apply(LabelChange change) {
        change.applyTo(area);
        return change;
    }

    private static NamespaceLabel lab(int flags, Abstraction abstraction) {
        return new NamespaceLabel(LAB, "lab0", flags, 1, 0, 0x7b9585c92845b3d7L, 512, 0, 0x2000_0000, 0, 0,
                MemoryType.PERSISTENT.guid(), abstraction.guid());
    }

    private static List<String> checksums(LabelChange change) {
        return change.writes().stream().map(write -> checksum(write.bytes(), write.offset() < 512 ? 64 : 248)).toList();
    }

    private static String checksum(byte[] bytes, int at) {
        return HexFormat.of().toHexDigits(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at));
    }

    private String digest() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(area));
    }
}
