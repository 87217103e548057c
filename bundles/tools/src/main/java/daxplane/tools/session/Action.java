package daxplane.tools.session;

import daxplane.tools.options.Values;
import java.util.List;

/** The code of a command. */
@FunctionalInterface
public interface Action {

    /**
     * @return 0; an exit code above 0; or a negative errno, as the originals pass it on: the exit code is then its lowest
     *         eight bits (-EBUSY is 240)
     */
    int run(Session session, Values options, List<String> arguments);
}
