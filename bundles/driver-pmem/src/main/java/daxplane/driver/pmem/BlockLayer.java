package daxplane.driver.pmem;

import daxplane.kernel.StateRecord;
import daxplane.kernel.Persistent;
import daxplane.kernel.Kernel;
import java.util.BitSet;
import java.util.Map;

/** What all disks of a machine share: the numbers that they are told apart by. */
final class BlockLayer implements Persistent {

    /** Major number of disks that have none of their own. */
    static final int MAJOR = 259;
    /** Disks of other hardware, which come before ours and are not simulated, have taken the first numbers. */
    private static final long FIRST_SEQUENCE = 4;

    private static final String KEY = "block/sequence";

    private final Kernel kernel;
    /** Follows from the disks; it is in their documents. */
    private final BitSet minors = new BitSet();
    private long nextSequence = FIRST_SEQUENCE;

    BlockLayer(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A number that no disk of this boot has had. */
    long sequence() {
        long sequence = nextSequence++;
        kernel.changed(this);
        return sequence;
    }

    /** Takes the smallest minor number that no disk has. */
    int takeMinor() {
        int minor = minors.nextClearBit(0);
        minors.set(minor);
        return minor;
    }

    /** The disk is gone. */
    void releaseMinor(int minor) {
        minors.clear(minor);
    }

    /** A disk of an earlier process is back. */
    void minorTaken(int minor) {
        minors.set(minor);
    }

    @Override
    public StateRecord document() {
        return StateRecord.of(BlockModule.NAME, KEY, Map.of("next", Long.toString(nextSequence)));
    }

    void restore(StateRecord document) {
        nextSequence = Long.parseLong(document.value("next"));
    }

}
