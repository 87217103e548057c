package daxplane.shell.session;

import daxplane.control.ControlException;
import daxplane.control.ControlPlane;
import daxplane.host.Host;
import daxplane.journal.Journal;
import daxplane.loader.Drivers;
import java.nio.file.Path;
import java.util.List;

/** A machine and its state directory. Opened on first use; for one thread, but for {@link #cancel}. */
public interface Session extends AutoCloseable {

    /** Journal and machine lie below it. */
    Path state();

    /** @throws ControlException when the machine or the state directory cannot be opened */
    ControlPlane control() throws ControlException;

    /** The machine, for looking only; what changes it goes through {@link #control}. */
    Host host() throws ControlException;

    /** The driver bundles of this state directory. */
    Drivers drivers() throws ControlException;

    /** What is wrong with the journal that answers were taken from; empty when none was. Opens nothing. */
    List<Journal.Finding> findings();

    /** Gives up what is being done, from any thread. False when nothing is. */
    boolean cancel();

    @Override
    void close();
}
