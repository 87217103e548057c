package daxplane.control.planning;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.Command;
import daxplane.control.KernelFiles;
import daxplane.control.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {

    static Stream<Command> commands() {
        var options = Options.of(Map.of("zone", "kernel", "no-online", "", "blocks", "33-34:movable"));
        return Stream.of(new Command.Assign("dax0.0", "system-ram", Options.NONE), new Command.Assign("dax0.0", "system-ram", options),
                new Command.Release("dax0.0", options), new Command.Recover(Optional.empty()), new Command.Recover(Optional.of("dax0.0")),
                new Command.Accept(Optional.empty()), new Command.Accept(Optional.of("dax0.0")), new Command.Undo("op-12"),
                new Command.Power(true), new Command.Power(false));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsWhatACommandWrites(Command command) {
        assertThat(CommandText.parse(command.typed())).contains(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "daxctl reconfigure-device dax0.0", "echo dax0.0 > /sys/x", "assign", "assign dax0.0", "release", "undo"})
    void takesNothingElseForACommand(String typed) {
        assertThat(CommandText.parse(typed)).isEmpty();
    }

    @Test
    void knowsNoCommandInWhatAHandTyped() {
        assertThat(CommandText.parse(new Command.Perform(List.of(KernelFiles.offline(33)), true).typed())).isEmpty();
    }
}
