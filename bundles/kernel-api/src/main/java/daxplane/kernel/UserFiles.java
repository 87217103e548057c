package daxplane.kernel;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Files of mounted file systems, as the part of the kernel that has them exports it. Paths are absolute, without dots. */
@ConsumerType
public interface UserFiles {

    /** Whether the path lies in a mounted file system, or is a directory that was made. */
    boolean covers(String path);

    /** Opens and closes a file; makes it when asked to and it is not there. */
    void open(String path, boolean create) throws KernelException;

    byte[] read(String path) throws KernelException;

    /** Writes at the end, or from the start in place of what there was. */
    void write(String path, byte[] bytes, boolean append) throws KernelException;

    List<String> list(String path) throws KernelException;
}
