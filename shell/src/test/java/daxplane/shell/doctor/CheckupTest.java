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
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.inventory.Inventory;
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

    @BeforeEach
    void aMachineWithoutAnything() throws Exception {
        Host host = mock();
        when(host.describe()).thenReturn("a machine");
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
                tuple("addresses", false), tuple("modes", false), tuple("journal", true), tuple("drift", true));
        assertThat(findings()).filteredOn(finding -> !finding.sound()).extracting(Finding::remedy).noneMatch(String::isEmpty);
    }

    @Test
    void goesOnBehindALookThatFails() throws Exception {
        when(session.host()).thenThrow(new ControlException(Errno.EINVAL, "the machine cannot be used: NFIT.bin at 0x64: it is truncated"));

        assertThat(findings()).hasSize(6).filteredOn(finding -> finding.check().equals("machine")).singleElement()
                .returns(false, Finding::sound).returns("the machine cannot be used: NFIT.bin at 0x64: it is truncated", Finding::found);
    }

    @Test
    void aPropertyThatNobodyKnowsIsTrouble() throws Exception {
        Host misspelt = mock();
        when(misspelt.warnings()).thenReturn(List.of("machine.properties: nobody knows the property memory.total"));
        when(session.host()).thenReturn(misspelt);

        assertThat(findings().get(1)).returns(false, Finding::sound).returns("machine.properties: nobody knows the property memory.total", Finding::found);
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
