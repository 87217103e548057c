package daxplane.shell.verb;

import daxplane.control.Mode;
import daxplane.control.Options;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that the modes of the moment understand, as options of a verb. */
final class ModeOptions {

    private ModeOptions() {
    }

    static void add(CommandSpec spec, List<Mode> modes) {
        for (var mode : modes) {
            for (var option : mode.options()) {
                var name = "--" + option.name();
                if (spec.findOption(name) != null) {
                    continue;
                }
                var built = OptionSpec.builder(name).description(option.help());
                if (option.values().isEmpty()) {
                    spec.addOption(built.type(boolean.class).build());
                } else {
                    spec.addOption(built.type(String.class).paramLabel(String.join("|", option.values()))
                            .completionCandidates(option.values()).build());
                }
            }
        }
    }

    /** Those that were given. Verbs have other options as well, which {@code own} names. */
    static Options given(CommandSpec spec, List<String> own) {
        var given = new TreeMap<String, String>();
        for (var option : spec.options()) {
            var name = option.longestName();
            if (!own.contains(name) && !option.usageHelp() && option.getValue() != null) {
                if (option.getValue() instanceof Boolean flag) {
                    if (flag) {
                        given.put(name.substring(2), "");
                    }
                } else {
                    given.put(name.substring(2), option.getValue().toString());
                }
            }
        }
        return new Options(given);
    }
}
