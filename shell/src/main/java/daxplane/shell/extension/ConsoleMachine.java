package daxplane.shell.extension;

import daxplane.host.Host;
import org.osgi.annotation.versioning.ProviderType;

/** The machine that the console works on. */
@ProviderType
@FunctionalInterface
public interface ConsoleMachine {

    /** For looking: what changes the machine is an operation of the control plane. Opened when it is first asked for. */
    Host host() throws Unavailable;

    /** It cannot be opened; the message says what, why and what to do. */
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1;

        public Unavailable(String message) {
            super(message, null, false, false);
        }
    }
}
