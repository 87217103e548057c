package daxplane.tools.ndctl;

import daxplane.labels.LabelRules;
import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.List;
import java.util.function.Supplier;

/** {@code labels}: what ndctl has no command for. Its words are ours, its way with DIMMs and files is ndctl's. */
public final class Labels {

    private Labels() {
    }

    /** @param labels by which it reads and writes label areas */
    public static Tool tool(Supplier<LabelRules> labels) {
        return new CommandTool("labels", "checks and repairs label areas, of DIMMs and in files",
                List.of(LabelRepairCommands.check(), LabelRepairCommands.repair(), CommandTool.help("labels")), labels);
    }
}
