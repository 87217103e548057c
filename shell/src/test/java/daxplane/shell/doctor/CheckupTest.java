package daxplane.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.ControlException;
import daxplane.control.ControlPlane;
import daxplane.control.Drift;
import daxplane.events.EventLog;
import daxplane.events.ledger.MachineState;
import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.inventory.AddressRange;
import daxplane.inventory.Inventory;
import daxplane.inventory.Reservation;
import daxplane.journal.memory.MemoryJournal;
import daxplane.shell.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {

    @TempDir
    Path root;
    private final Session session = mock();
    private final ControlPlane control = mock();
    private final Attributes attributes = mock();

    @BeforeEach
    void aMachineWithoutAnything() throws Exception {
        Host host = mock();
        when(host.describe()).thenReturn("a machine");
        when(host.attributes()).thenReturn(attributes);
        when(attributes.readBytes(org.mockito.ArgumentMatchers.any())).thenReturn(new byte[0]);
        when(attributes.read("/proc/iomem")).thenReturn("00000000-00000000 : Reserved\n00000000-00000000 : System RAM\n");
        when(session.state()).thenReturn(root.resolve("not/there/yet"));
        when(session.control()).thenReturn(control);
        when(session.host()).thenReturn(host);
        when(control.picture()).thenReturn(new MachineState(0, "", "a machine", Inventory.EMPTY));
        when(control.modes()).thenReturn(List.of());
        when(control.journal()).thenReturn(new EventLog(new MemoryJournal()));
        when(control.drift()).thenReturn(new Drift(List.of()));
    }

    private List<Finding> findings() {
        return new Checkup(session).findings();
    }

    @Test
    void looksAtEverythingAndSaysWhatIsMissing() {
        assertThat(findings()).extracting(Finding::check, Finding::sound).containsExactly(tuple("state directory", true), tuple("machine", true),
                tuple("addresses", false), tuple("health", true), tuple("modes", false), tuple("journal", true), tuple("drift", true));
        assertThat(findings()).filteredOn(finding -> !finding.sound()).extracting(Finding::remedy).noneMatch(String::isEmpty);
    }

    @Test
    void goesOnBehindALookThatFails() throws Exception {
        when(session.host()).thenThrow(new ControlException(Errno.EINVAL, "the machine cannot be used: NFIT.bin at 0x64: it is truncated"));

        assertThat(findings()).hasSize(7).filteredOn(finding -> finding.check().equals("machine")).singleElement()
                .returns(false, Finding::sound).returns("the machine cannot be used: NFIT.bin at 0x64: it is truncated", Finding::found);
    }

    @Test
    void aPropertyThatNobodyKnowsIsTrouble() throws Exception {
        Host misspelt = mock();
        when(misspelt.attributes()).thenReturn(attributes);
        when(misspelt.warnings()).thenReturn(List.of("machine.properties: nobody knows the property memory.total"));
        when(session.host()).thenReturn(misspelt);

        assertThat(findings().get(1)).returns(false, Finding::sound).returns("machine.properties: nobody knows the property memory.total", Finding::found);
    }

    /** One cause is told once; what depends on it is not looked at. */
    @Test
    void tellsOneCauseOnce() throws Exception {
        var reason = "the machine cannot be used: machine.properties: line 3: no range";
        when(session.host()).thenThrow(new ControlException(Errno.EINVAL, reason));
        when(session.control()).thenThrow(new ControlException(Errno.EINVAL, reason));

        assertThat(findings()).extracting(Finding::found).filteredOn(reason::equals).hasSize(1);
        assertThat(findings()).extracting(Finding::found).filteredOn("not looked at: see machine"::equals).hasSize(5);
        assertThat(findings()).filteredOn(finding -> !finding.sound()).hasSize(6);
    }

    /** "The kernel hides addresses" is never said of a machine that has no persistent memory. */
    @Test
    void aMachineWithoutPersistentMemoryHidesNothing() throws Exception {
        when(attributes.read("/proc/iomem")).thenReturn("00001000-0009fbff : System RAM\n00100000-bffdffff : System RAM\n");

        assertThat(findings().get(2)).isEqualTo(Finding.sound("addresses", "2 ranges in /proc/iomem"));
    }

    @Test
    void memoryWithoutADriverIsTrouble() throws Exception {
        var picture = Inventory.EMPTY.change().addReservation(new Reservation(AddressRange.ofSize(0x200000000L, 1L << 28), 0, "Persistent Memory (legacy)")).build();
        when(control.picture()).thenReturn(new MachineState(0, "", "a machine", picture));

        assertThat(findings().get(1)).isEqualTo(Finding.trouble("machine", "256 MiB at 0x200000000 (Persistent Memory (legacy)): no driver has it", "modprobe nd_e820"));
    }

    @Test
    void aFileIsNoStateDirectory() throws Exception {
        when(session.state()).thenReturn(Files.writeString(root.resolve("file"), "").resolve("state"));

        assertThat(findings().getFirst().sound()).isFalse();
        assertThat(findings().getFirst().found()).contains("file is a file");
    }

    @Test
    void driftIsTrouble() throws Exception {
        when(control.drift()).thenReturn(new Drift(List.of(new Drift.Row("dax0.0", "", "system-ram", "devdax", "lost with the boot (revision 23)", "recover dax0.0"))));

        assertThat(findings().getLast()).isEqualTo(Finding.trouble("drift", "1 object is not as wanted", "drift"));
    }
}
