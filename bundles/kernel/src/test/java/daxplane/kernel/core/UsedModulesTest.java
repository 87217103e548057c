package daxplane.kernel.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.kernel.Kernel;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.TestMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A newer version of a module may use another one, which the machine was recorded without. */
class UsedModulesTest {

    private final List<String> uses = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    private final class Plain implements KernelModule {

        private final String name;

        Plain(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> uses() {
            return name.equals("user") ? uses : List.of();
        }

        @Override
        public void resume(Kernel kernel) {
            order.add(name);
        }
    }

    @Test
    void goesOnTogetherWithWhatItUsesNow() {
        var machine = TestMachine.with().module(new Plain("user")).module(new Plain("used")).boot("user");
        uses.add("used");

        machine.restartProcess();

        assertThat(order).as("the used one first, and each once").containsExactly("used", "user");
        machine.inside(kernel -> assertThat(kernel.moduleLoaded("used")).isTrue());
    }

    @Test
    void doesNotGoOnWithoutIt() {
        var machine = TestMachine.with().module(new Plain("user")).boot("user");
        uses.add("used");

        assertThatThrownBy(machine::restartProcess).hasMessageContaining("module user uses used, and nobody offers it");
    }
}
