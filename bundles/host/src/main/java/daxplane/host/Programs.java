package daxplane.host;

import java.util.List;
import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;

/** Programs of a simulated machine that act through its kernel: {@code mkfs.ext4}, {@code mount}, {@code dmsetup}, {@code process}. */
@ProviderType
public interface Programs {

    /** Input of a program, and each of what it prints, that is kept; nobody reads more of it. */
    int MOST_CHARACTERS = 1 << 16;

    SortedSet<String> names();

    /** Whether a call changes nothing: {@code dmsetup table}. @param words the program first */
    boolean looks(List<String> words);

    /** Whether a call reads its standard input: {@code sfdisk /dev/pmem0}. @param words the program first */
    boolean readsInput(List<String> words);

    /**
     * Runs a program to its end.
     *
     * @throws HostException ENOENT there is none of this name; EOPNOTSUPP it is called in a way that is not simulated, and has done
     *     nothing; EINTR cancelled
     */
    EffectResult.Ended run(List<String> words, String input, Cancellation cancellation) throws HostException;
}
