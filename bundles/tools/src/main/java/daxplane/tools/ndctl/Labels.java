package daxplane.tools.ndctl;

import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.List;

/** {@code labels}: what ndctl has no command for. Its words are ours, its way with DIMMs and files is ndctl's. */
public final class Labels {

    private Labels() {
    }

    public static Tool tool() {
        return new CommandTool("labels", "checks and repairs label areas, of DIMMs and in files",
                List.of(LabelRepairCommands.check(), LabelRepairCommands.repair(), CommandTool.help("labels")));
    }
}
