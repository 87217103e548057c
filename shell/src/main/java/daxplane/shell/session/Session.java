package daxplane.shell.session;

import daxplane.control.ControlException;
import daxplane.control.ControlPlane;
import daxplane.control.Mode;
import daxplane.host.Host;
import daxplane.journal.Journal;
import daxplane.loader.Bundles;
import daxplane.loader.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A machine and its state directory. Opened on first use; for one thread, but for {@link #cancel}. */
public interface Session extends AutoCloseable {

    /** Journal and machine lie below it. */
    Path state();

    /** Reads the journal also without a machine. @throws ControlException when the state directory cannot be opened */
    ControlPlane control() throws ControlException;

    /** Why there is no machine to look at, while the journal can be read without one; empty when there is one. */
    Optional<String> withoutMachine() throws ControlException;

    /**
     * Starts a machine anew that cannot be used because of what was recorded of it.
     *
     * @return what was done and what was kept, a sentence
     */
    String startAnew() throws ControlException;

    /** The machine, for looking only; what changes it goes through {@link #control}. */
    Host host() throws ControlException;

    /** The modes of the moment, by name. Opens no machine. */
    List<Mode> modes() throws ControlException;

    /** Whether the machine has a program of this name. Opens no machine where its kind tells that. */
    boolean hasProgram(String name) throws ControlException;

    /** The plug-in bundles of this state directory. */
    Plugins plugins() throws ControlException;

    /** What the framework runs. */
    Bundles bundles() throws ControlException;

    /** What {@code --host} names. */
    String hostName();

    /** Whether the machine is one of ours, which can begin anew. */
    boolean isSimulated();

    /** Folder of the machine definitions that have a name. */
    Path definitions();

    /** Whether {@code --machine} could name it. */
    boolean isDefinition(String machine);

    /**
     * Closes everything, and moves machine and journal aside: the next use begins anew.
     *
     * @param machine another definition; empty: the same
     * @return where what was there is now
     * @throws ControlException when it cannot be moved; what was moved is moved back
     */
    Path startOver(Optional<String> machine) throws ControlException;

    /** What is wrong with the journal that answers were taken from; empty when none was. Opens nothing. */
    List<Journal.Finding> findings();

    /** What belongs beside the last answer, a sentence each; told once. */
    List<String> notes();

    /** Gives up what is being done, from any thread. False when nothing is. */
    boolean cancel();

    @Override
    void close();
}
