package daxplane.tools.ndctl;

import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.List;
import java.util.stream.Stream;

/** {@code ndctl}. */
public final class Ndctl {

    private Ndctl() {
    }

    public static Tool tool() {
        return new CommandTool("ndctl", "lists and configures persistent memory: DIMMs, regions, namespaces, labels",
                Stream.of(List.of(
                        CommandTool.version("ndctl"),
                        NamespaceCommands.enable(),
                        NamespaceCommands.disable(),
                        CreateCommand.entry(),
                        NamespaceCommands.destroy(),
                        RegionCommands.enable(),
                        RegionCommands.disable(),
                        DimmCommands.enable(),
                        DimmCommands.disable(),
                        LabelCommands.zero(),
                        LabelTransfer.read(),
                        LabelTransfer.write(),
                        LabelCommands.init(),
                        LabelCommands.check(),
                        ListCommand.entry()),
                        SecurityCommands.all(), FirmwareCommands.all(), ErrorCommands.all(), InfoBlockCommands.all(),
                        List.of(CommandTool.help("ndctl"))).flatMap(List::stream).toList());
    }
}
