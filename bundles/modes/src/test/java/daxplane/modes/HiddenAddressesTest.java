package daxplane.modes;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Mode;
import daxplane.control.Options;
import daxplane.control.Proposal;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a user sees who is not root: sizes and owners, but no address. Seen on a real kernel, where the reason given was alignment. */
class HiddenAddressesTest {

    private static final String DEVICE = "dax0.0";

    private static Inventory hidden(Optional<String> driver) throws HostException {
        var picture = FakeMachine.twoDevices().look();
        var device = picture.daxDevices().get(DEVICE);
        return picture.change().put(new DaxDevice(DEVICE, device.regionPath(), device.namespace(), device.identity(), List.of(), device.bytes(),
                device.alignBytes(), driver, device.numaNode(), device.targetNode(), device.memmapOnMemory())).build();
    }

    private static void isRefusedForTheLackOfRights(Proposal proposal) {
        assertThat(proposal).isInstanceOfSatisfying(Proposal.Refused.class, refused -> {
            assertThat(refused.refusal().errno()).isEqualTo(Errno.EACCES);
            assertThat(refused.refusal().remedy()).contains("as root");
        });
    }

    @Test
    void systemRamIsRefusedForTheLackOfRights() throws HostException {
        isRefusedForTheLackOfRights(new SystemRam().enter(hidden(Optional.of("device_dax")), DEVICE, Options.NONE));
    }

    /** Online blocks would go unseen, and the plan would unbind kmem under them. */
    @Test
    void leavingSystemRamIsRefusedForTheLackOfRights() throws HostException {
        var ram = hidden(Optional.of("kmem"));

        isRefusedForTheLackOfRights(new SystemRam().leave(ram, DEVICE, Options.NONE));
        isRefusedForTheLackOfRights(new Devdax().enter(ram, DEVICE, Options.NONE));
    }

    @Test
    void whatHasTheModeAlreadyNeedsNoRights() throws HostException {
        Mode devdax = new Devdax();

        assertThat(devdax.enter(hidden(Optional.of("device_dax")), DEVICE, Options.NONE)).isInstanceOf(Proposal.Planned.class);
    }
}
