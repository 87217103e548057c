package daxplane.kernel.testing;

import daxplane.kernel.Attribute;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.StateRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code provider}: devices without a bus that hand something to a bus, and take it away with the module. */
public final class ProviderModule implements KernelModule {

    public static final String NAME = "provider";

    private final List<String> directories;
    private final Giving gives;
    private final Taking takes;

    /** @param directories of its devices, absolute */
    public ProviderModule(List<String> directories, Giving gives, Taking takes) {
        this.directories = List.copyOf(directories);
        this.gives = gives;
        this.takes = takes;
    }

    /** What a device hands over once it is there. */
    public interface Giving {
        void give(Kernel kernel, String directory) throws KernelException;
    }

    /** What it takes back before it goes. */
    public interface Taking {
        void take(Kernel kernel, String directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Kernel kernel) throws KernelException {
        for (String directory : directories) {
            kernel.devices().register(new Bare(directory));
            gives.give(kernel, directory);
        }
    }

    @Override
    public void unload(Kernel kernel) {
        for (String directory : directories) {
            takes.take(kernel, directory);
            kernel.devices().device(directory).ifPresent(kernel.devices()::unregister);
        }
    }

    @Override
    public void restore(Kernel kernel, StateRecord document) {
        kernel.devices().adopt(new Bare(document.value("core.parent") + "/" + document.value("core.name")), document);
    }

    private static final class Bare extends Device {

        private Bare(String directory) {
            super(directory.substring(directory.lastIndexOf('/') + 1), directory.substring(0, directory.lastIndexOf('/')), Optional.empty());
        }

        @Override
        public String owner() {
            return NAME;
        }

        @Override
        protected List<Attribute> attributes() {
            return List.of();
        }

        @Override
        protected Map<String, String> state() {
            return Map.of();
        }
    }
}
