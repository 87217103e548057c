package daxplane.kernel;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module that can be loaded into the simulated kernel: what a bundle offers as an OSGi service. {@code modprobe} loads
 * it, {@code modprobe -r} unloads it with the kernel's consequences. That the bundle comes or goes changes nothing by itself.
 *
 * <p>A module object holds no state: what it needs later it finds through the kernel ({@link DeviceCore#bus}, {@link
 * Kernel#symbol}). The same object may serve two kernels: when a version is exchanged, a kernel is rebuilt from the documents
 * with the new module while the old one is still in charge, and only a rebuilt kernel that works takes over.
 */
@ConsumerType
public interface KernelModule {

    String name();

    /** Modules that are loaded before it and cannot leave while it is there. */
    default List<String> uses() {
        return List.of();
    }

    /** Part of the kernel image: there from boot, before every module, and not listed among modules. */
    default boolean builtIn() {
        return false;
    }

    /** Whether a kernel of this profile has the module at all; where not, modprobe says that there is none. */
    default boolean existsIn(KernelProfile profile) {
        return true;
    }

    /** Its parameters with their values, as {@code /sys/module/NAME/parameters} shows them; nobody changes them here. */
    default Map<String, String> parameters() {
        return Map.of();
    }

    /** Registered, in this order, after {@link #load}; unregistered before {@link #unload}. */
    default List<Driver> drivers() {
        return List.of();
    }

    /** The drivers that it has in a kernel of this profile; the same in all of them unless it says otherwise. */
    default List<Driver> drivers(KernelProfile profile) {
        return drivers();
    }

    /** Programs of the user space that there are where the module is offered, loaded or not. */
    default List<Program> programs() {
        return List.of();
    }

    /** Initialises the module: creates buses, enumerates what the firmware describes. */
    default void load(Kernel kernel) throws KernelException {
    }

    /** Removes what {@link #load} made. EBUSY: it cannot leave. */
    default void unload(Kernel kernel) throws KernelException {
    }

    /** How many references, besides modules that use it, keep it loaded. */
    default int references(Kernel kernel) {
        return 0;
    }

    /** The clock reached what somebody asked {@link Kernel#wakeAt} for. Whoever still waits asks again. */
    default void timePassed(Kernel kernel) {
    }

    /**
     * Recreates what a document of this module describes, without probing: the process restarted, the machine did not.
     * Called instead of {@link #load}, after {@link #resume}, in the order in which the documents were first written.
     */
    default void restore(Kernel kernel, StateRecord document) {
        throw new IllegalStateException(name() + " wrote a document that it cannot read: " + document.key());
    }

    /** First call after a restart of the process, in load order: recreates buses, symbols and other things without documents. */
    default void resume(Kernel kernel) {
    }
}
