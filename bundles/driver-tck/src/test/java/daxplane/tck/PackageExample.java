package daxplane.tck;

import daxplane.kernel.KernelModule;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    // @start region="example"
    static class VaultTest extends DriverContract {
        @Override
        protected Candidate candidate() {
            return Candidate.dax(Vault::new);
        }
    }

    static final class Vault implements KernelModule {
        @Override
        public String name() {
            return "vault";
        }
    }
    // @end
}
