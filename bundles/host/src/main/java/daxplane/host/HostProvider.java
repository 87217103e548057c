package daxplane.host;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens machines of one kind: an OSGi service, one for {@code simulated}, one for {@code linux}. The console asks the one
 * that {@code --host} names.
 */
@ProviderType
public interface HostProvider {

    /** What {@code --host} calls it. */
    String name();

    /**
     * Opens a machine. Opening takes no lock and changes nothing, so that many may look at once; whoever changes something
     * first becomes the one that drives it (EBUSY for all others, with the process that does).
     *
     * @throws HostException the machine cannot be used; the message names the file, the place in it, and the reason
     */
    OpenHost open(Request request) throws HostException;

    /**
     * Starts a machine anew of which {@link #open} cannot read what was recorded of its volatile state: as after a power
     * failure, from its definition and its media. What cannot be read is kept beside.
     *
     * @return what was done and what was kept, a sentence for people
     * @throws HostException EINVAL the machine can be used; EOPNOTSUPP a real machine; EBUSY another process drives it; or
     *                       why that would not help
     */
    default String startAnew(Request request) throws HostException {
        throw new HostException(Errno.EOPNOTSUPP, FailedCall.POWER, "/", "only a simulated machine has a power switch");
    }

    /**
     * Names of the programs that machines of this kind have at the moment; opens none.
     *
     * @return empty when only an open machine can tell
     */
    default Optional<SortedSet<String>> programs() {
        return Optional.empty();
    }

    /**
     * @param state   state directory; a simulated machine lives in {@code machine/} below it, and is made there when it does
     *                not exist
     * @param home    where {@code config/machines} lies
     * @param machine name of a machine definition, or a directory; without meaning on a real host
     */
    record Request(Path state, Path home, String machine) {
    }

    /** A host that its opener closes. What happens on the machine goes on without it. */
    interface OpenHost extends Host, AutoCloseable {
        /**
         * What was missing of the machine and was made when it was opened, a sentence for people: at the first opening of a
         * simulated machine, and when its files are gone. Empty when everything was there.
         */
        default Optional<String> made() {
            return Optional.empty();
        }

        @Override
        void close();
    }
}
