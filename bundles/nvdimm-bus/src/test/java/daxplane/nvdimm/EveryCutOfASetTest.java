package daxplane.nvdimm;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Power lost at every point of every change of a namespace on two DIMMs: after each write, and in the middle
 * of each write. What the machine then boots with is what docs/kernel/labels.md 6.3 says of Linux. Each DIMM has its labels of before or of
 * after; but Linux does not write a set as one, and what it makes of halves is worse than either: that is expected here, and named.
 */
class EveryCutOfASetTest {

    private static final long SIZE = 64 << 20;
    /**
     * After how many words a write is torn: an index block without any, without its sequence number, with it alone, with its
     * checksum but not its bitmap; a label at its name, in the middle, and without its checksum. All choices of words are tried
     * where a single area is tested: EveryCutTest of the label store.
     */
    private static final int[] TEARS = {1, 2, 3, 9, 16, 31};

    private static final String UNUSABLE = "the region is not usable";
    private static final String NOTHING = "no namespace";

    /** A change that one write to an attribute starts. */
    private record Change(String attribute, String value, int writes) {
    }

    /** Both passes over both DIMMs: a label and an index each. The moment of change of a DIMM is its first index. */
    private static final int WRITES_OF_AN_UPDATE = 8;

    @Test void aCreationLeavesAnUnusableRegionBetweenTheDimms() throws KernelException {
        List<String> read = cutEverywhere(false, new Change("size", Long.toString(SIZE), WRITES_OF_AN_UPDATE));

        assertThat(read).containsExactly(NOTHING, NOTHING, UNUSABLE, UNUSABLE, ns("", SIZE), ns("", SIZE), ns("", SIZE), ns("", SIZE), ns("", SIZE));
    }

    @Test void aResizeLeavesTheSumBetweenTheDimms() throws KernelException {
        List<String> grown = cutEverywhere(true, new Change("size", Long.toString(3 * SIZE), WRITES_OF_AN_UPDATE));
        List<String> shrunk = cutEverywhere(true, new Change("size", Long.toString(SIZE / 2), WRITES_OF_AN_UPDATE));

        assertThat(grown).containsExactly(ns("", SIZE), ns("", SIZE), ns("", 2 * SIZE), ns("", 2 * SIZE), ns("", 3 * SIZE),
                ns("", 3 * SIZE), ns("", 3 * SIZE), ns("", 3 * SIZE), ns("", 3 * SIZE));
        assertThat(shrunk).containsExactly(ns("", SIZE), ns("", SIZE), ns("", SIZE * 3 / 4), ns("", SIZE * 3 / 4), ns("", SIZE / 2),
                ns("", SIZE / 2), ns("", SIZE / 2), ns("", SIZE / 2), ns("", SIZE / 2));
    }

    /** The name is taken from the first DIMM alone. */
    @Test void aNewNameCountsAsSoonAsTheFirstDimmHasIt() throws KernelException {
        List<String> read = cutEverywhere(true, new Change("alt_name", "after", WRITES_OF_AN_UPDATE));

        assertThat(read).containsExactly(ns("", SIZE), ns("", SIZE), ns("after", SIZE), ns("after", SIZE), ns("after", SIZE),
                ns("after", SIZE), ns("after", SIZE), ns("after", SIZE), ns("after", SIZE));
    }

    /** With another uuid on the first DIMM than on the second there is no namespace that is whole. */
    @Test void aNewUuidLeavesAnUnusableRegionBetweenTheDimms() throws KernelException {
        List<String> read = cutEverywhere(true, new Change("uuid", "00000002-1111-2222-3333-444444444444", WRITES_OF_AN_UPDATE));

        assertThat(read).containsExactly(ns("", SIZE), ns("", SIZE), UNUSABLE, UNUSABLE, ns("", SIZE), ns("", SIZE), ns("", SIZE),
                ns("", SIZE), ns("", SIZE));
    }

    @Test void aDeletionLeavesAnOrphanBetweenTheDimms() throws KernelException {
        List<String> read = cutEverywhere(true, new Change("size", "0", 2));

        assertThat(read).containsExactly(ns("", SIZE), NOTHING, NOTHING);
        NdMachine machine = machine(true);
        machine.media().failAfter(1);
        machine.write("namespace0.0/size", "0");
        machine.media().recover();
        machine.reboot();
        assertThat(LabelAreas.read(machine.labelArea("nmem1")).labels()).as("holds its part of the second DIMM until it is deleted")
                .hasSize(1);
        assertThat(machine.read("region0/available_size")).isEqualTo(Long.toString(2 * NdMachine.DIMM - SIZE / 2));
    }

    /** What is read after each number of whole writes. A torn write reads as one that was not done, or as one that was. */
    private static List<String> cutEverywhere(boolean created, Change change) throws KernelException {
        List<String> whole = new ArrayList<>();
        for (int writes = 0; writes <= change.writes(); writes++) {
            whole.add(cut(created, change, writes, 0));
        }
        for (int writes = 0; writes < change.writes(); writes++) {
            for (int words : TEARS) {
                assertThat(cut(created, change, writes, words)).as("%s, cut after %d writes and %d words", change, writes, words)
                        .isIn(whole.get(writes), whole.get(writes + 1));
            }
        }
        return whole;
    }

    private static String cut(boolean created, Change change, int writes, int words) throws KernelException {
        NdMachine machine = machine(created);
        machine.media().failAfter(writes, words);
        String answer = machine.write("namespace0.0/" + change.attribute(), change.value());
        assertThat(answer).isEqualTo(writes < change.writes() ? "EIO@write" : "ok");
        machine.media().recover();
        machine.reboot();
        if (machine.read("region0/init_namespaces").equals("ENXIO@read")) {
            return UNUSABLE;
        }
        return machine.read("namespace0.0/size").equals("0") ? NOTHING
                : ns(machine.read("namespace0.0/alt_name"), Long.parseLong(machine.read("namespace0.0/size")));
    }

    private static NdMachine machine(boolean created) throws KernelException {
        NdMachine machine = NdMachine.withDimms(2).labelled();
        if (created) {
            machine.create("namespace0.0", 1, SIZE);
        } else {
            machine.write("namespace0.0/uuid", "00000001-1111-2222-3333-444444444444");
        }
        return machine;
    }

    private static String ns(String name, long bytes) {
        return "namespace '" + name + "' of " + bytes + " bytes";
    }
}
