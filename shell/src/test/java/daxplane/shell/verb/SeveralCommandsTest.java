package daxplane.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.control.Command;
import daxplane.control.ControlPlane;
import daxplane.control.Options;
import daxplane.control.Outcome;
import daxplane.control.Plan;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.events.ledger.MachineState;
import daxplane.host.Errno;
import daxplane.inventory.Inventory;
import daxplane.script.Interruption;
import daxplane.script.Streams;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.session.Session;
import daxplane.shell.verb.Selection.Course;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of several devices one is refused: what becomes of the others. */
class SeveralCommandsTest {

    private static final List<Command> THREE = List.of(assign("dax0.0"), assign("bad"), assign("dax2.0"));

    private final ControlPlane control = mock();
    private final List<String> carriedOut = new ArrayList<>();

    @Test
    void theOthersAreNotBegun() throws Exception {
        assertThat(perform(THREE, Course.STOP)).isEqualTo(3);
        assertThat(carriedOut).containsExactly("assign dax0.0 devdax", "assign bad devdax");
    }

    @Test
    void theOthersAreDoneAllTheSame() throws Exception {
        assertThat(perform(THREE, Course.KEEP_GOING)).as("and it is no success").isEqualTo(3);
        assertThat(carriedOut).containsExactly("assign dax0.0 devdax", "assign bad devdax", "assign dax2.0 devdax");
    }

    @Test
    void thoseBeforeItAreTakenBackTheLastOneFirst() throws Exception {
        assertThat(perform(List.of(assign("dax0.0"), assign("dax2.0"), assign("bad"), assign("dax3.0")), Course.TAKE_BACK)).isEqualTo(3);
        assertThat(carriedOut).containsExactly("assign dax0.0 devdax", "assign dax2.0 devdax", "assign bad devdax",
                "undo op-2 --discard-contents", "undo op-1 --discard-contents");
    }

    @Test
    void nothingIsTakenBackWhenAllAreDone() throws Exception {
        assertThat(perform(List.of(assign("dax0.0"), assign("dax2.0")), Course.TAKE_BACK)).isZero();
        assertThat(carriedOut).containsExactly("assign dax0.0 devdax", "assign dax2.0 devdax");
    }

    private static Command assign(String device) {
        return new Command.Assign(device, "devdax", Options.NONE);
    }

    private int perform(List<Command> commands, Course course) throws Exception {
        var state = new MachineState(1, "boot", "machine", Inventory.EMPTY);
        when(control.execute(any(), any())).thenAnswer(call -> {
            Command command = call.getArgument(0);
            carriedOut.add(command.typed());
            return command.typed().contains("bad")
                    ? new Outcome.Refused(new Refusal(RefusalCode.NO_SUCH_OBJECT, Errno.ENODEV, "bad", "assign bad devdax cannot be done", "there is no device bad", "list"))
                    : new Outcome.Done("op-" + carriedOut.size(), Plan.nothingToDo(command.typed(), ""), state);
        });
        Session session = mock();
        when(session.control()).thenReturn(control);
        Context context = mock();
        when(context.session()).thenReturn(session);
        when(context.forPeople()).thenReturn(true);
        when(context.asker()).thenReturn(Optional.empty());
        when(context.interruption()).thenReturn(new Interruption());
        when(context.screen()).thenReturn(new Screen(80, false, Format.TABLE, Detail.USUAL, Optional.empty()));
        when(context.streams()).thenReturn(new Streams(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream())));
        return SeveralCommands.perform(context, commands, course);
    }
}
