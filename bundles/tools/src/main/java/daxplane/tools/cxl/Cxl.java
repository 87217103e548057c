package daxplane.tools.cxl;

import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import daxplane.tools.session.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code cxl}. */
public final class Cxl {

    static final String DEVICES = "/sys/bus/cxl/devices/";

    /** As {@code --list-cmds} names them. */
    private static final List<String> ORDER = List.of("version", "list", "help", "zero-labels", "read-labels", "write-labels", "disable-memdev",
            "enable-memdev", "reserve-dpa", "free-dpa", "disable-port", "enable-port", "set-partition", "disable-bus", "create-region",
            "enable-region", "disable-region", "destroy-region", "monitor");

    private Cxl() {
    }

    public static Tool tool() {
        Stream<Entry> entries = Stream.of(List.of(CommandTool.version("cxl"), ListCommand.entry(), CommandTool.help("cxl")),
                LabelCommands.all(), MemoryCommands.all(), CapacityCommands.dpa(), PortCommands.all(),
                List.of(CapacityCommands.partition(), BusCommands.disable(), CreateRegionCommand.entry()), RegionCommands.all(),
                List.of(MonitorCommand.entry())).flatMap(List::stream);
        return new CommandTool("cxl", "lists CXL memory and makes regions of it",
                entries.sorted(Comparator.comparingInt(entry -> ORDER.indexOf(entry.command().name()))).toList());
    }
}
