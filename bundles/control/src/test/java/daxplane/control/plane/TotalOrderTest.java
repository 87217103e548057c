package daxplane.control.plane;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.Options;
import daxplane.control.engine.Limits;
import daxplane.fixtures.kernel.FakeMachine;
import daxplane.events.EventRecord;
import daxplane.journal.disk.FileJournals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 1: dense total order per host; time is an attribute, never the order. */
class TotalOrderTest {

    @TempDir
    private Path state;

    private final FakeMachine machine = FakeMachine.twoDevices();

    private LocalControlPlane at(Instant now) {
        return new LocalControlPlane(machine, machine, new StateDirectory(state, new FileJournals(() -> now)), () -> Plane.MODES, Limits.DEFAULT, () -> 0);
    }

    @Test
    void keepsTheOrderWhenTheClockJumpsBack() throws Exception {
        try (var control = at(Instant.parse("2030-01-01T00:00:00Z"))) {
            control.execute(new Command.Assign("dax0.0", "system-ram", Options.NONE), Plane.ROOT);
        }
        try (var control = at(Instant.parse("2020-01-01T00:00:00Z"))) {
            control.execute(new Command.Release("dax0.0", Options.NONE), Plane.ROOT);
            var records = new ArrayList<EventRecord>();
            control.journal().read(1, Long.MAX_VALUE, records::add);

            assertThat(records).extracting(EventRecord::revision).containsExactlyElementsOf(LongStream.rangeClosed(1, records.size()).boxed().toList());
            assertThat(records.getFirst().time()).isAfter(records.getLast().time());
            assertThat(control.pictureAt(records.size()).inventory().daxDevices().get("dax0.0").driver()).contains("device_dax");
        }
    }
}
