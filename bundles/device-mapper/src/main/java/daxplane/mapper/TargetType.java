package daxplane.mapper;

import daxplane.block.BlockDevice;
import daxplane.kernel.KernelException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A kind of target, {@code linear}. A module registers it with {@link DeviceMapper#register} in load and resume. */
@ConsumerType
public interface TargetType {

    String name();

    /** Whether files on it may map the pages below. */
    boolean direct();

    /**
     * Makes a target of what a table says.
     *
     * @param sectors length of the piece
     * @throws KernelException EINVAL the words make no target; ENOENT, ENODEV no such device
     */
    Target target(long sectors, List<String> words, Devices devices) throws KernelException;

    /** How a target finds the devices that it names; each is opened for the table. */
    interface Devices {

        /**
         * The device, if so much of it is there.
         *
         * @param first sector that is used; @param sectors how many
         */
        BlockDevice device(String name, long first, long sectors) throws KernelException;
    }
}
