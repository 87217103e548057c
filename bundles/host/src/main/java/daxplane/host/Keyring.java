package daxplane.host;

import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys that the kernel keeps: the keyring of the user whose programs unlock DIMMs. Keys of the type {@code encrypted} hold 32
 * bytes that never leave the kernel in the clear; what is read of one is a blob that only the key that encrypted it can open.
 */
@ProviderType
public interface Keyring {

    /** @param serial by which the kernel's files name it */
    record Key(int serial, String type, String description) {
    }

    /** The key of this type and description; empty when there is none. */
    OptionalInt search(String type, String description) throws HostException;

    /**
     * Adds a key.
     *
     * @param payload of type {@code user} the secret; of type {@code encrypted} {@code new enc32 user:MASTER 32}, or {@code load}
     *     and a blob
     * @return its serial
     * @throws HostException ENOKEY the key that encrypts it is not there, EINVAL the payload makes no sense
     */
    int add(String type, String description, byte[] payload) throws HostException;

    /** Of type {@code encrypted} the blob, of type {@code user} the secret. ENOKEY no such key. */
    byte[] read(int serial) throws HostException;

    void unlink(int serial) throws HostException;

    /** In the order in which they were added. */
    List<Key> keys() throws HostException;
}
