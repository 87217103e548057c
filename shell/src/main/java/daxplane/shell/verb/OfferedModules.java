package daxplane.shell.verb;

import daxplane.control.ControlException;
import daxplane.host.Errno;
import daxplane.loader.PluginBundle;

/** Kernel modules that bundles offer and that were never loaded: they exist, and machine and journal know nothing of them. */
final class OfferedModules {

    /** A question about an object, as control answers it. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws ControlException;
    }

    private OfferedModules() {
    }

    /** @throws Failure nothing has happened yet to the module that is called so; a failed command, since there is no answer to show */
    static <T> T unlessNeverLoaded(Context context, String object, Question<T> question) throws ControlException, Failure {
        try {
            return question.ask();
        } catch (ControlException unknown) {
            if (unknown.errno() != Errno.ENODEV || !context.session().isSimulated()) {
                throw unknown;
            }
            var offering = context.session().plugins().list().stream().filter(bundle -> bundle.modules().contains(object)).map(PluginBundle::name).findFirst();
            throw offering.map(bundle -> Failure.failed(object + " is a kernel module of " + bundle
                    + " that was never loaded: nothing has happened to it yet (ENODATA); 'modprobe " + object + "' loads it")).orElseThrow(() -> unknown);
        }
    }
}
