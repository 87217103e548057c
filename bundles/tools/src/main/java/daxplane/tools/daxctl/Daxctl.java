package daxplane.tools.daxctl;

import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.List;

/** {@code daxctl}. */
public final class Daxctl {

    private Daxctl() {
    }

    public static Tool tool() {
        return new CommandTool("daxctl", "lists dax devices and hands them to applications or to the kernel as System RAM",
                List.of(
                        CommandTool.version("daxctl"),
                        ListCommand.entry(),
                        CommandTool.help("daxctl"),
                        SplitAcpiCommand.entry(),
                        MigrateCommand.entry(),
                        CreateCommand.entry(),
                        DestroyCommand.entry(),
                        ReconfigureCommand.entry(),
                        MemoryCommands.online(),
                        MemoryCommands.offline(),
                        StateCommands.disable(),
                        StateCommands.enable()));
    }
}
