package daxplane.tools.cxl;

import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.List;

/** {@code cxl}. */
public final class Cxl {

    static final String DEVICES = "/sys/bus/cxl/devices/";

    private Cxl() {
    }

    public static Tool tool() {
        return new CommandTool("cxl", "lists CXL memory and makes regions of it",
                List.of(CommandTool.version("cxl"), ListCommand.entry(), CommandTool.help("cxl"), CreateRegionCommand.entry()));
    }
}
