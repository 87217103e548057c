package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.host.HostProvider;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelModule;
import daxplane.machine.host.SimulatedHostProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module throws while the machine boots is told, and the machine is there without it. */
class IncompleteBootTest {

    @TempDir
    private Path folder;
    private Path definition;
    private final Loading module = new Loading();

    /** Throws what it is told to throw when it is loaded. */
    private static final class Loading implements KernelModule {

        private Optional<RuntimeException> bug = Optional.empty();
        private Optional<KernelException> refusal = Optional.empty();

        @Override
        public String name() {
            return "odd";
        }

        @Override
        public void load(Kernel kernel) throws KernelException {
            if (bug.isPresent()) {
                throw bug.get();
            }
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    @BeforeEach
    void define() throws Exception {
        definition = Files.createDirectory(folder.resolve("definition"));
        Files.writeString(definition.resolve("machine.properties"), "name = incomplete\nmodules = odd\n");
    }

    private Machine open() throws Exception {
        ModuleRegistry modules = new ModuleRegistry();
        modules.offer(module);
        return Machine.open(Folders.settings(folder, definition), modules);
    }

    @Test
    void aModuleThatIsRefusedIsToldUntilItIsLoaded() throws Exception {
        module.refusal = Optional.of(new KernelException(Errno.ENODEV, "no such hardware"));
        try (Machine machine = open()) {
            assertThat(machine.warnings()).containsExactly("the machine booted without the module odd: no such hardware");
            assertThat(machine.brokenAtBoot()).isEmpty();
        }
        module.refusal = Optional.empty();
        try (Machine again = open()) {
            assertThat(again.warnings()).as("another process").hasSize(1);
            again.change(FailedCall.LOAD_MODULE, "/sys/module/odd", kernel -> {
                try {
                    kernel.loadModule("odd");
                } catch (KernelException failure) {
                    throw new HostException(failure.errno(), FailedCall.LOAD_MODULE, "/sys/module/odd");
                }
                return null;
            });
            assertThat(again.warnings()).isEmpty();
        }
    }

    @Test
    void aRebootThatAModuleSpoilsFailsAndHasHappened() throws Exception {
        try (Machine machine = open()) {
            String boot = machine.<String, RuntimeException>look(kernel -> kernel.bootId());
            module.bug = Optional.of(new IllegalStateException("a bug"));

            assertThatExceptionOfType(HostException.class).isThrownBy(machine::reboot)
                    .withMessageContaining("the machine booted without the module odd").withMessageContaining("a bug");
            assertThat(machine.<String, RuntimeException>look(kernel -> kernel.bootId())).isNotEqualTo(boot);
        }
    }

    @Test
    void aFirstBootThatAModuleSpoilsIsToldAndTheNextStartIsNotRefused() throws Exception {
        module.bug = Optional.of(new IllegalStateException("a bug"));
        SimulatedHostProvider provider = new SimulatedHostProvider();
        provider.offer(module);
        var request = new HostProvider.Request(folder.resolve("state"), folder, definition.toString());

        assertThatExceptionOfType(HostException.class).isThrownBy(() -> provider.open(request)).withMessageContaining("a bug");
        try (HostProvider.OpenHost open = provider.open(request)) {
            assertThat(open.warnings()).anyMatch(line -> line.contains("a bug"));
        }
    }
}
