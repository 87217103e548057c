package daxplane.tck;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.MemoryDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Not every driver gives all back, can be unloaded, or stands alone: the rules are about those too, and find their faults. */
class KindsOfCandidatesTest {

    private static final List<String> ALL = Rules.ALL.stream().map(Rule::name).toList();

    /** Keeps its reservation when it lets go; a second one gets nothing. */
    private static class Keeping extends RulesTest.Good {

        @Override
        public void remove(Device device, Kernel kernel) {
            kernel.devices().removeAttributes(device, "since");
        }
    }

    private static final class Telling extends Keeping {

        @Override
        public void remove(Device device, Kernel kernel) {
            super.remove(device, kernel);
            kernel.leaked(device.name(), ((MemoryDevice) device).ranges().getFirst(), "it cannot be freed");
        }
    }

    /** Takes every device, and has nothing to do with it. */
    private static final class Holder implements KernelModule, Driver {

        @Override
        public String name() {
            return "holder";
        }

        @Override
        public String bus() {
            return "dax";
        }

        @Override
        public List<Driver> drivers() {
            return List.of(this);
        }

        @Override
        public boolean matches(Device device) {
            return true;
        }

        @Override
        public void probe(Device device, Kernel kernel) {
            // nothing
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            // nothing
        }
    }

    /** What another module offers to the driver. */
    public interface Permission {

        void ask() throws KernelException;
    }

    private record Offering(boolean again) implements KernelModule {

        @Override
        public String name() {
            return "offering";
        }

        @Override
        public void load(Kernel kernel) {
            kernel.export(Permission.class, () -> { });
        }

        @Override
        public void resume(Kernel kernel) {
            if (again) {
                load(kernel);
            }
        }
    }

    private static final class Asking extends RulesTest.Good {

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            Optional<Permission> permission = kernel.symbol(Permission.class);
            permission.orElseThrow(() -> new KernelException(Errno.ENXIO, "nobody to ask")).ask();
            super.probe(device, kernel);
        }
    }

    private record AskingModule() implements KernelModule {

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public List<String> uses() {
            return List.of("offering");
        }

        @Override
        public List<Driver> drivers() {
            return List.of(new Asking());
        }
    }

    private record BuiltIn(Driver driver) implements KernelModule {

        @Override
        public String name() {
            return "dax_good";
        }

        @Override
        public boolean builtIn() {
            return true;
        }

        @Override
        public List<Driver> drivers() {
            return List.of(driver);
        }
    }

    private static Candidate keeping(Supplier<Driver> driver) {
        return Candidate.dax(() -> new RulesTest.OneDriver(driver.get())).on(machine -> machine.module(new Holder()))
                .after(RegionProvider.NAME, "holder").keepingMemory();
    }

    private static Candidate offering(boolean again) {
        Candidate dax = Candidate.dax(AskingModule::new);
        return Candidate.of(() -> new Offering(again), "good", dax.device(), dax.builder()).usedBy(AskingModule::new)
                .after(RegionProvider.NAME).leavingWhen(dax.occasion().leaves());
    }

    @Test
    void whatStaysIsToBeTold() {
        assertThat(RulesTest.broken(keeping(Telling::new), ALL)).isEmpty();
        Map<String, String> silent = RulesTest.broken(keeping(Keeping::new), ALL);
        assertThat(silent).containsKeys("unbinding", "adoption", "trial", "departure");
        assertThat(silent.get("unbinding")).contains("dax0.0 stays reserved, and is not told as a leak");
    }

    @Test
    void whoSaysThatAllComesBackDoesNotLeak() {
        assertThat(RulesTest.broken(Candidate.dax(() -> new RulesTest.OneDriver(new Telling())), ALL)).containsKeys("unbinding", "rounds");
    }

    @Test
    void aPartOfTheKernelImageIsCertifiedAsOne() {
        assertThat(RulesTest.broken(Candidate.dax(() -> new BuiltIn(new RulesTest.Good())), ALL)).isEmpty();
        assertThat(RulesTest.broken(Candidate.dax(() -> new BuiltIn(new Keeping())), ALL)).containsKey("unbinding").doesNotContainKey("loading");
    }

    @Test
    void aModuleWithoutDriverIsCertifiedByTheOneThatUsesIt() {
        assertThat(RulesTest.broken(offering(true), ALL)).isEmpty();
        assertThat(RulesTest.broken(offering(false), ALL)).containsOnlyKeys("any order").hasEntrySatisfying("any order", found ->
                assertThat(found).contains("bind=ok but ENXIO@write when exchanged after every step"));
    }

    @Test
    void aCandidateThatDoesNotSayHowItsDeviceLeavesIsTold() {
        Candidate dax = Candidate.dax(() -> new RulesTest.OneDriver(new RulesTest.Good()));
        Candidate mute = Candidate.of(dax.module(), dax.driver(), dax.device(), dax.builder()).after(RegionProvider.NAME);

        assertThat(RulesTest.broken(mute, List.of("departure"))).hasEntrySatisfying("departure", found ->
                assertThat(found).contains("does not say what makes its device leave"));
    }
}
