package daxplane.shell.verb;

import daxplane.control.Mode;
import daxplane.control.ModeOption;
import daxplane.control.ModeOption.Value;
import daxplane.control.Options;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that the modes of the moment understand, as options of a verb. */
final class ModeOptions {

    private ModeOptions() {
    }

    static void add(CommandSpec spec, List<Mode> modes) {
        var known = Stream.concat(modes.stream().flatMap(mode -> mode.options().stream()), Stream.of(ModeOption.DRAIN, ModeOption.NO_DRAIN, ModeOption.DESPITE_HOLDERS, ModeOption.CLEAR_ERRORS)).toList();
        for (var option : known) {
            if (spec.findOption("--" + option.name()) == null) {
                spec.addOption(built(option));
            }
        }
    }

    private static OptionSpec built(ModeOption option) {
        var built = OptionSpec.builder("--" + option.name()).description(option.help().replace("%", "%%"));
        return switch (option.value()) {
            case Value.Flag _ -> built.type(boolean.class).build();
            case Value.OneOf(var words) -> built.type(String.class).paramLabel(String.join("|", words)).completionCandidates(words).build();
            case Value.Free(var placeholder, _) -> built.type(String.class).paramLabel(placeholder).build();
        };
    }

    /** Those that were given. The verb's own, which are fields of its class, are not among them. */
    static Options given(CommandSpec spec) throws Failure {
        var given = new TreeMap<String, String>();
        for (var option : spec.options()) {
            var name = option.longestName();
            if (option.userObject() != null || option.usageHelp()) {
                continue;
            }
            switch (option.getValue()) {
                case null -> { }
                case Boolean flag -> {
                    if (flag) {
                        given.put(name.substring(2), "");
                    }
                }
                case Object value -> {
                    if (value.toString().isEmpty()) {
                        throw Failure.usage(spec.name() + ": " + name + " needs a value, " + option.paramLabel() + "; 'help " + spec.name() + "' shows how");
                    }
                    given.put(name.substring(2), value.toString());
                }
            }
        }
        return new Options(given);
    }
}
