package daxplane.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle that was exchanged is called by what it offers. */
class DriverChangedTest {

    private static Event.DriverChanged offering(String... offers) {
        return new Event.DriverChanged("daxplane.x", "install", "", "", "1.0.0", "ab", "done", "op-1", List.of(offers));
    }

    @ParameterizedTest
    @CsvSource({"module kmem, driver", "mode fsdax, mode", "command plot, command", "host remote, host", "labels standard, label store",
        "filesystem nova, plug-in", "nameless, plug-in"})
    void isCalledByTheKindThatItOffers(String offer, String word) {
        assertThat(offering(offer).word()).isEqualTo(word);
        assertThat(offering(offer, offer + "2").word()).as("two of a kind").isEqualTo(word);
    }

    @Test
    void isAPlugInWhenItOffersSeveralKindsOrNobodyKnows() {
        assertThat(offering("mode fsdax", "module kmem").word()).isEqualTo("plug-in");
        assertThat(offering("labels uefi", "mode fsdax", "module nd_label").word()).isEqualTo("plug-in");
        assertThat(offering().word()).isEqualTo("plug-in");
    }

    @Test
    void isALabelStoreAlsoWithTheModuleThroughWhichTheKernelHasIt() {
        assertThat(offering("labels uefi", "module nd_label").word()).isEqualTo("label store");
    }

    /** Version 1 was written when there were no other plug-ins. */
    @Test
    void isADriverInVersionOne() {
        assertThat(new Event.DriverChanged("kmem", "update", "0.1.0", "ab", "0.2.0", "cd", "done").word()).isEqualTo("driver");
    }

    @Test
    void knowsTheModulesAmongWhatItOffers() {
        assertThat(offering("command module", "mode fsdax", "module dax_x", "module kmem").modules()).containsExactly("dax_x", "kmem");
        assertThat(offering("module kmem").of("op-7")).isEqualTo(new Event.DriverChanged("daxplane.x", "install", "", "", "1.0.0", "ab", "done", "op-7",
                List.of("module kmem")));
    }
}
