package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.kernel.KernelException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A piece of a table, of one type. Immutable. Sectors are those of 512 bytes, from the start of the piece. */
@ConsumerType
public interface Target {

    /** What stands behind the type in a table as the kernel prints it: {@code 259:1 0}. */
    String parameters();

    /** What stands behind the type in the status. */
    String status();

    /** The devices that it uses, in the order of the table, each as often as it is named. */
    List<BlockDevice> devices();

    /**
     * Where a sector lies.
     *
     * @throws KernelException EIO it lies nowhere
     */
    Place place(long sector) throws KernelException;

    /** Bytes of which a multiple is best used at a time; 0 it makes no difference. */
    default long optimalBytes() {
        return 0;
    }

    /** @param sectors how many lie there one after the other, from this one on */
    record Place(BlockDevice device, long sector, long sectors) {
    }
}
