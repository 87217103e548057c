package daxplane.tck;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.Bus;
import daxplane.kernel.Device;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.kernel.MemoryDevice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kit that certifies everybody certifies nobody: each fault of a driver is found by the rule that is about it. */
class RulesTest {

    /** A driver that keeps the rules: reserves the memory and shows an attribute. */
    static class Good implements Driver {

        @Override
        public String name() {
            return "good";
        }

        @Override
        public String bus() {
            return "dax";
        }

        @Override
        public boolean matches(Device device) {
            return false;
        }

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            kernel.resources().request(((MemoryDevice) device).ranges().getFirst(), device.name(), true, false);
            device.driverData().put("since", "boot");
            adopt(device, kernel);
        }

        @Override
        public void remove(Device device, Kernel kernel) {
            kernel.devices().removeAttributes(device, "since");
            kernel.resources().release(((MemoryDevice) device).ranges().getFirst(), device.name());
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
            kernel.devices().addAttributes(device, List.of(Attribute.readOnly("since", () -> device.driverData().get("since") + "\n")));
        }
    }

    record OneDriver(Driver driver) implements KernelModule {

        @Override
        public String name() {
            return "dax_good";
        }

        @Override
        public List<Driver> drivers() {
            return List.of(driver);
        }
    }

    /** What is broken, by rule; only the named ones are tried. */
    private static Map<String, String> broken(Supplier<Driver> driver, List<String> rules) {
        return broken(Candidate.dax(() -> new OneDriver(driver.get())), rules);
    }

    static Map<String, String> broken(Candidate candidate, List<String> rules) {
        Map<String, String> broken = new TreeMap<>();
        for (Rule rule : Rules.ALL.stream().filter(each -> rules.contains(each.name())).toList()) {
            try {
                rule.trial().run(candidate);
            } catch (Broken failed) {
                broken.put(rule.name(), failed.getMessage());
            }
        }
        return broken;
    }

    @Test
    void certifiesADriverThatKeepsThem() {
        assertThat(broken(Good::new, Rules.ALL.stream().map(Rule::name).toList())).isEmpty();
    }

    @Test
    void onlyFailingCallsTellThatAProbeLeavesWhatItTook() {
        assertThat(broken(Halfway::new, Rules.ALL.stream().map(Rule::name).toList())).containsOnlyKeys("failure");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void finds(String fault, Supplier<Driver> driver, String rule, String message) {
        assertThat(broken(driver, List.of(rule))).as(fault).hasEntrySatisfying(rule, found -> assertThat(found).contains(message));
    }

    static List<Arguments> faults() {
        return List.of(
                fault("keeps a reservation", Keeping::new, "unbinding", "stays reserved"),
                fault("throws what is no errno", Throwing::new, "binding", "probe of dax0.0 by good failed: java.lang.IllegalStateException"),
                fault("leaves a file when it refuses", Leaving::new, "refusal", "since: absent -> "),
                fault("leaves what it took before its second call failed", Halfway::new, "failure", "call 2, DeviceCore.addBus, failed, 4 things differ: /proc/iomem"),
                fault("answers with an errno that says nothing", Misleading::new, "refusal", "ENOTTY@write"),
                fault("remembers in the object", Remembering::new, "adoption", "since"),
                fault("forgets its files", Forgetting::new, "adoption", "since"),
                fault("announces by itself", Announcing::new, "binding", "events of the device: [change good, bind good]"),
                fault("starts a thread", Threading::new, "binding", "left a thread running"),
                fault("has no word for a name", Nameless::new, "names", "is not a word"));
    }

    private static Arguments fault(String name, Supplier<Driver> driver, String rule, String message) {
        return Arguments.of(name, driver, rule, message);
    }

    private static final class Keeping extends Good {
        @Override
        public void remove(Device device, Kernel kernel) {
            kernel.devices().removeAttributes(device, "since");
        }
    }

    private static final class Throwing extends Good {
        @Override
        public void probe(Device device, Kernel kernel) {
            throw new IllegalStateException("a bug");
        }
    }

    private static final class Leaving extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            adopt(device, kernel);
            kernel.resources().request(((MemoryDevice) device).ranges().getFirst(), device.name(), true, false);
            device.driverData().put("since", "boot");
        }
    }

    /** Nobody is ever in the way of its second call, so no other rule finds it. */
    private static final class Halfway extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            super.probe(device, kernel);
            var passing = new Bus("halfway") { };
            kernel.devices().addBus(passing);
            kernel.devices().removeBus(passing);
        }
    }

    private static final class Misleading extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            try {
                super.probe(device, kernel);
            } catch (KernelException taken) {
                throw new KernelException(Errno.ENOTTY);
            }
        }
    }

    private static final class Remembering extends Good {
        private String since = "?";

        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            since = "boot";
            super.probe(device, kernel);
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
            kernel.devices().addAttributes(device, List.of(Attribute.readOnly("since", () -> since + "\n")));
        }
    }

    private static final class Forgetting extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            super.probe(device, kernel);
            super.adopt(device, kernel);
        }

        @Override
        public void adopt(Device device, Kernel kernel) {
        }
    }

    private static final class Announcing extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            super.probe(device, kernel);
            kernel.devices().uevent(device, "change");
        }
    }

    private static final class Threading extends Good {
        @Override
        public void probe(Device device, Kernel kernel) throws KernelException {
            super.probe(device, kernel);
            new Thread(() -> {
                try {
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
            }).start();
        }
    }

    private static final class Nameless extends Good {
        @Override
        public String name() {
            return "no name";
        }
    }
}
