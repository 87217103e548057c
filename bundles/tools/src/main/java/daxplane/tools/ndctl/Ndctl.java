package daxplane.tools.ndctl;

import daxplane.labels.LabelRules;
import daxplane.tools.Tool;
import daxplane.tools.session.CommandTool;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code ndctl}. */
public final class Ndctl {

    private Ndctl() {
    }

    /** As {@code --list-cmds} names them. */
    private static final List<String> ORDER = List.of("version", "enable-namespace", "disable-namespace", "create-namespace", "destroy-namespace",
            "read-infoblock", "write-infoblock", "check-namespace", "clear-errors", "enable-region", "disable-region", "enable-dimm",
            "disable-dimm", "zero-labels", "read-labels", "write-labels", "init-labels", "check-labels", "inject-error", "update-firmware",
            "inject-smart", "wait-scrub", "activate-firmware", "start-scrub", "setup-passphrase", "update-passphrase", "remove-passphrase",
            "freeze-security", "sanitize-dimm", "load-keys", "wait-overwrite", "list", "monitor", "help", "create-nfit");

    /** @param labels by which it reads and writes label areas */
    public static Tool tool(Supplier<LabelRules> labels) {
        var entries = Stream.of(
                List.of(CommandTool.version("ndctl"), CommandTool.help("ndctl"), ListCommand.entry(), MonitorCommand.entry(), CreateNfitCommand.entry()),
                List.of(NamespaceCommands.enable(), NamespaceCommands.disable(), CreateCommand.entry(), NamespaceCommands.destroy()),
                List.of(RegionCommands.enable(), RegionCommands.disable(), DimmCommands.enable(), DimmCommands.disable()),
                List.of(LabelCommands.zero(), LabelTransfer.read(), LabelTransfer.write(), LabelCommands.init(), LabelCommands.check()),
                SecurityCommands.all(), List.of(LoadKeysCommand.entry()), FirmwareCommands.all(), List.of(InjectSmartCommand.entry()),
                ErrorCommands.all(), List.of(CheckCommand.entry(), ReadInfoBlockCommand.entry(), WriteInfoBlockCommand.entry())).flatMap(List::stream);
        return new CommandTool("ndctl", "lists and configures persistent memory: DIMMs, regions, namespaces, labels",
                entries.sorted(Comparator.comparingInt(entry -> ORDER.indexOf(entry.command().name()))).toList(), labels);
    }
}
