package daxplane.block;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told when a block device goes while somebody may have it open. Registered by a module in load and resume. */
@ConsumerType
public interface DiskWatcher {

    /** Right after it is gone for everybody else. */
    void gone(BlockDevice device);
}
