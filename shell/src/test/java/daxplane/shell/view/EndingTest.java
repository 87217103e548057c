package daxplane.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.ledger.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {

    private static String ending(Intent intent, Event.Outcome... outcome) {
        return OperationsView.Ending.of(new Operation("op-1", intent, "", "root", "", 1, List.of(outcome).stream().findFirst(), "", List.of(), 2)).toString();
    }

    /** A program that ended with another status than 0 and left nothing behind: there was nothing to undo. */
    @Test
    void aToolThatFailedWasNotUndone() {
        var tool = new Intent.ToolRun(List.of("mkfs.ext4", "/dev/pmem0"));

        assertThat(ending(tool, Event.Outcome.UNDONE)).isEqualTo("failed");
        assertThat(ending(tool, Event.Outcome.PARTIAL)).isEqualTo("partial");
        assertThat(ending(tool)).isEqualTo("open");
        assertThat(ending(new Intent.Unresolved("assign dax0.0 system-ram"), Event.Outcome.UNDONE)).isEqualTo("undone");
    }
}
