package daxplane.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.labels.Abstraction;
import daxplane.labels.LabelFormat;
import daxplane.labels.NamespaceLabel;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and what the kernel makes of them, where no recording tells. */
class LabelledRegionTest {

    private static final long SIZE = 64 << 20;

    @Test void startsWithoutLabelsAndWritesAnIndexWithTheFirstNamespace() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1);
        assertThat(machine.read("region0/nstype")).isEqualTo("4");

        machine.labelled();

        assertThat(machine.read("region0/nstype")).isEqualTo("5");
        assertThat(machine.create("namespace0.0", 1, SIZE)).isEqualTo("ok");
        assertThat(LabelAreas.read(machine.labelArea("nmem0")).labels()).singleElement().satisfies(slot -> {
            assertThat(slot.number()).isEqualTo(1);
            assertThat(slot.label().updating()).isFalse();
            assertThat(slot.label().type()).hasToString("66f0d379-b4f3-4074-ac43-0d3318b78cdb");
        });
    }

    /** docs/kernel/labels.md 6.3: a set of DIMMs is not written as one, in Linux neither. */
    @Test void aCreationCutAfterTheFirstDimmMakesTheRegionUnusable() throws KernelException {
        NdMachine machine = NdMachine.withDimms(2).labelled();
        machine.write("namespace0.0/uuid", "00000001-1111-2222-3333-444444444444");
        machine.media().failAfter(2);

        assertThat(machine.write("namespace0.0/size", Long.toString(SIZE))).isEqualTo("EIO@write");
        machine.media().recover();
        machine.reboot();

        assertThat(machine.read("region0/init_namespaces")).isEqualTo("ENXIO@read");
        assertThat(machine.bind("nd_region", "region0")).isEqualTo("ENODEV@write");
        assertThat(machine.machine().messages()).anyMatch(message -> message.text()
                .equals("nd_region region0: nmem1 missing label for 00000001-1111-2222-3333-444444444444"));
    }

    /** As above, for a resize: Linux takes the sum of what the DIMMs say. */
    @Test void aResizeCutBetweenTheDimmsLeavesTheSum() throws KernelException {
        NdMachine machine = NdMachine.withDimms(2).labelled();
        machine.create("namespace0.0", 1, SIZE);
        machine.media().failAfter(2);

        assertThat(machine.write("namespace0.0/size", Long.toString(2 * SIZE))).isEqualTo("EIO@write");
        machine.media().recover();

        assertThat(machine.reboot().read("namespace0.0/size")).isEqualTo(Long.toString(SIZE / 2 + SIZE));
    }

    /** After every number of writes: never anything but before, after, or what the two tests above name. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void aCutOnASingleDimmReadsAsBeforeOrAfter(int writes) throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();
        machine.create("namespace0.0", 1, SIZE);
        machine.media().failAfter(writes);

        machine.write("namespace0.0/alt_name", "after");
        machine.media().recover();
        machine.reboot();

        assertThat(machine.read("namespace0.0/alt_name")).isIn("", "after");
        assertThat(machine.read("namespace0.0/size")).isEqualTo(Long.toString(SIZE));
        assertThat(writes < 2 ? "" : "after").isEqualTo(machine.read("namespace0.0/alt_name"));
    }

    /** docs/kernel/labels.md 8: the slot that was chosen for a write that failed is lost until the labels are read again. */
    @Test void losesASlotToAFailedWrite() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();
        machine.create("namespace0.0", 1, SIZE);
        assertThat(machine.read("nmem0/available_slots")).isEqualTo("508");
        machine.media().failAfter(0);

        assertThat(machine.write("namespace0.0/alt_name", "x")).isEqualTo("EIO@write");
        machine.media().recover();

        assertThat(machine.read("nmem0/available_slots")).isEqualTo("507");
        machine.machine().restartProcess();
        assertThat(machine.read("nmem0/available_slots")).isEqualTo("507");
        machine.unbind("nd_region", "region0");
        machine.unbind("nvdimm", "nmem0");
        machine.bind("nvdimm", "nmem0");
        assertThat(machine.read("nmem0/available_slots")).isEqualTo("508");
    }

    @Test void goesOnWithItsOwnCopyWhenSomebodyOverwritesTheArea() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();
        machine.create("namespace0.0", 1, SIZE);
        assertThatThrownBy(() -> machine.writeLabelArea("nmem0", new byte[131072])).extracting("errno").isEqualTo(Errno.EBUSY);
        machine.unbind("nd_region", "region0");
        machine.writeLabelArea("nmem0", new byte[131072]);

        machine.machine().restartProcess();
        machine.bind("nd_region", "region0");

        assertThat(machine.read("namespace0.0/size")).isEqualTo(Long.toString(SIZE));
        assertThat(machine.reboot().read("region0/nstype")).isEqualTo("4");
    }

    /** The mark that a DIMM has labels stays until the next boot, also when they are gone (corpus label-zero-create). */
    @Test void staysARegionOfLabelsWhenTheyWereZeroed() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();
        machine.unbind("nd_region", "region0");
        machine.writeLabelArea("nmem0", new byte[131072]);
        machine.unbind("nvdimm", "nmem0");
        machine.bind("nvdimm", "nmem0");
        machine.bind("nd_region", "region0");

        assertThat(machine.read("region0/nstype")).isEqualTo("5");
        assertThat(machine.create("namespace0.0", 1, SIZE)).isEqualTo("ok");
        assertThat(LabelAreas.read(machine.labelArea("nmem0")).index().sequence()).as("both passes after a fresh index").isEqualTo(1);
        machine.machine().restartProcess();
        assertThat(machine.write("namespace0.0/alt_name", "later")).isEqualTo("ok");
    }

    @Test void refusesAUuidThatIsTakenOrCanNotBeWithdrawn() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();

        assertThat(machine.write("namespace0.0/uuid", "00000001-1111-2222-3333-444444444444")).isEqualTo("ok");
        assertThat(machine.write("namespace0.0/uuid", "00000002-1111-2222-3333-444444444444")).as("no label carries the old one away")
                .isEqualTo("EBUSY@write");
        assertThat(machine.write("namespace0.0/uuid", "00000001-1111-2222-3333-444444444444")).as("taken, by itself")
                .isEqualTo("EINVAL@write");
        machine.write("namespace0.0/size", Long.toString(SIZE));
        assertThat(machine.write("namespace0.0/uuid", "00000002-1111-2222-3333-444444444444")).isEqualTo("ok");
        assertThat(LabelAreas.read(machine.labelArea("nmem0")).labels()).extracting(slot -> slot.label().uuid())
                .containsExactly(UUID.fromString("00000002-1111-2222-3333-444444444444"));
    }

    @Test void choosesTheOlderBlockTranslationForOlderLabels() throws KernelException {
        NdMachine machine = NdMachine.withDimms(2).labelled();
        machine.create("namespace0.0", 1, SIZE);
        assertThat(machine.write("namespace0.0/holder_class", "btt")).isEqualTo("ok");
        assertThat(LabelAreas.read(machine.labelArea("nmem0")).labels().getFirst().label().abstraction()).isEqualTo(Abstraction.BTT2);

        machine.unbind("nd_region", "region0");
        byte[] older = new byte[131072];
        LabelAreas.initialise(older, LabelFormat.V1_1);
        machine.writeLabelArea("nmem1", older);
        machine.unbind("nvdimm", "nmem1");
        machine.bind("nvdimm", "nmem1");
        byte[] empty = new byte[131072];
        LabelAreas.initialise(empty);
        machine.writeLabelArea("nmem0", empty);
        machine.unbind("nvdimm", "nmem0");
        machine.bind("nvdimm", "nmem0");
        machine.bind("nd_region", "region0");

        assertThat(machine.write("namespace0.0/holder_class", "btt")).as("the DIMMs disagree").isEqualTo("ENXIO@write");
    }

    /** docs/kernel/labels.md 2.4: nobody takes such a namespace, and a rewrite forgets what it was for. */
    @Test void forgetsAnAbstractionThatItDoesNotKnow() throws KernelException {
        NdMachine machine = NdMachine.withDimms(1).labelled();
        machine.create("namespace0.0", 1, SIZE);
        byte[] area = LabelAreas.edit(machine.labelArea("nmem0"), label -> new NamespaceLabel(label.uuid(), label.name(), 0, 1, 0,
                label.cookie(), 512, label.dpa(), label.rawSize(), 0, 0, label.type(), new UUID(1, 2)));
        machine.unbind("nd_region", "region0");
        machine.writeLabelArea("nmem0", area);
        machine.reboot();
        assertThat(machine.read("namespace0.0/holder_class")).isEqualTo("<unknown>");
        assertThat(machine.write("btt0.0/namespace", "namespace0.0")).isEqualTo("EBUSY@write");

        machine.write("namespace0.0/alt_name", "x");

        assertThat(LabelAreas.read(machine.labelArea("nmem0")).labels().getFirst().label().abstraction()).isEqualTo(Abstraction.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1016})
    void doesNotDriveADimmWithAnAreaOfNoUse(int bytes) {
        NdMachine machine = NdMachine.withLabelArea(bytes);

        assertThat(machine.read("nmem0/available_slots")).isEqualTo("ENXIO@read");
        assertThat(machine.bind("nvdimm", "nmem0")).isEqualTo("ENXIO@write");
        assertThat(machine.read("region0/nstype")).isEqualTo("4");
    }

    @Test void worksWithTheSmallestArea() throws KernelException {
        NdMachine machine = NdMachine.withLabelArea(1024).labelled();

        assertThat(machine.create("namespace0.0", 1, SIZE)).isEqualTo("ok");
        assertThat(machine.read("nmem0/available_slots")).isEqualTo("0");
        assertThat(machine.write("namespace0.0/alt_name", "one slot is left for the change")).isEqualTo("ok");
    }

    @Test void comesUpReadOnlyWithoutArms() {
        NdMachine machine = NdMachine.unarmed();

        assertThat(machine.read("region0/read_only")).isEqualTo("1");
        assertThat(machine.read("nmem0/nfit/flags")).isEqualTo("not_armed");
        assertThat(machine.write("region0/read_only", "0")).isEqualTo("ok");
        assertThat(machine.read("region0/read_only")).isEqualTo("0");
    }

    @Test void numbersNamespacesByTheBytesOfTheirStart() {
        var low = new FoundNamespace(label(), daxplane.inventory.AddressRange.ofSize(0x2_0000_0000L, 1));
        var high = new FoundNamespace(label(), daxplane.inventory.AddressRange.ofSize(0x1_0100_0000L, 1));

        assertThat(FoundNamespace.BY_BYTES_OF_START.compare(low, high)).isNegative();
    }

    private static NamespaceLabel label() {
        return new NamespaceLabel(new UUID(0, 0), "", 0, 1, 0, 0, 0, 0, 0, 0, 0, new UUID(0, 0), new UUID(0, 0));
    }

    /** Whatever the labels are: the machine comes up, and looks the same after the process was restarted. */
    @Property(tries = 60)
    void bootsOnDamagedLabels(@ForAll long seed) throws KernelException {
        Random random = new Random(seed);
        NdMachine machine = NdMachine.withDimms(2).labelled();
        for (int i = 0; i < 3; i++) {
            machine.create("namespace0.0", 1, SIZE);
            machine.write("namespace0.0/alt_name", "n" + i);
        }
        machine.unbind("nd_region", "region0");
        byte[] area = machine.labelArea("nmem0");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            area[random.nextInt(2048)] = (byte) random.nextInt();
        }
        if (random.nextBoolean()) {
            area = LabelAreas.edit(machine.labelArea("nmem0"), label -> new NamespaceLabel(label.uuid(), "x", random.nextInt(), random.nextInt(4),
                    random.nextInt(3), random.nextBoolean() ? label.cookie() : random.nextLong(), random.nextLong(), random.nextLong(),
                    random.nextLong(), 0, random.nextInt(9), label.type(), new UUID(random.nextLong(), 1)));
        }
        machine.writeLabelArea("nmem0", area);
        machine.reboot();

        var before = machine.machine().dump();
        machine.machine().restartProcess();
        assertThat(machine.machine().dump()).isEqualTo(before);
    }
}
