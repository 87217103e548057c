package daxplane.kernel;

import java.util.List;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    // with @Component(service = KernelModule.class)
    static final class NullModule implements KernelModule {
        @Override
        public String name() {
            return "dax_null";
        }

        @Override
        public List<Driver> drivers() {
            return List.of(new NullDriver());
        }
    }

    static final class NullDriver implements Driver {
        @Override
        public String name() {
            return "null";
        }

        @Override
        public String bus() {
            return "dax";
        }

        @Override
        public boolean matches(Device device) {
            return false;            // by id only
        }

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
        }

        @Override
        public void remove(Device device, Kernel kernel) {
        }
    }
    // @end
}
