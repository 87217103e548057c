package daxplane.kernel;

import daxplane.host.Keyring.Key;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** The keyring of the user whose programs unlock DIMMs, as the kernel's drivers and the system calls see it. */
@ProviderType
public interface KernelKeys {

    OptionalInt search(String type, String description);

    /** @return serial. ENOKEY the key that encrypts it is not there; EINVAL the payload makes no sense, or such a key is there already */
    int add(String type, String description, byte[] payload) throws KernelException;

    /** What a program may read of it: of an encrypted key the blob. ENOKEY there is none. */
    byte[] read(int serial) throws KernelException;

    /** ENOKEY there is none. */
    void unlink(int serial) throws KernelException;

    List<Key> keys();

    /** What an encrypted key holds, which never leaves the kernel; empty when there is no such key, or it is of another type. */
    Optional<byte[]> decrypted(int serial);
}
