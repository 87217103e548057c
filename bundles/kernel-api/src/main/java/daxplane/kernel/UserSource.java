package daxplane.kernel;

import daxplane.host.Holders.Holder;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A part of the kernel that knows who uses devices: open files, mounts, mappings of other devices. */
@ConsumerType
public interface UserSource {

    /** @param device name of a block or dax device: {@code pmem0.1}, {@code dax0.0} */
    List<Holder> holders(String device);

    /** Who keeps others from opening the device exclusively; a claim on a part of it or on the whole of it counts. */
    Optional<Holder> claimant(String device);

    /** How many open files of devices whose name begins like this it knows of, those of devices that have gone included. */
    default int opened(String namePrefix) {
        return 0;
    }
}
