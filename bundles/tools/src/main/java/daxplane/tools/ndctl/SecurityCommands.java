package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.UsageText;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;
import java.util.stream.Stream;

/**
 * Passphrases of DIMMs. A DIMM without them (each that QEMU makes) is refused as the originals refuse it. Corpus security,
 * nt-sec-passphrase.
 */
final class SecurityCommands {

    private static final Option KEY = Option.text('k', "key-handle", "key-handle", Subject.NOTHING, "master encryption key handle");
    private static final Option MASTER = Option.flag('m', "master-passphrase", "use master passphrase");

    /** The originals' lists of options run on into those of init-labels; the label version is checked, and that is all. */
    private static final List<Option> RUN_ON = Stream.concat(NdOptions.DIMM.stream(), LabelCommands.INIT_OPTIONS.stream()).toList();

    private SecurityCommands() {
    }

    static List<Entry> all() {
        return List.of(
                entry("setup-passphrase", "gives a DIMM a passphrase", passphrase(), "passphrase enabled for %d nmem"),
                entry("update-passphrase", "gives a DIMM another passphrase", passphrase(), "passphrase updated for %d nmem"),
                entry("remove-passphrase", "takes the passphrase from a DIMM", List.of(MASTER), "passphrase removed for %d nmem"),
                entry("freeze-security", "locks the passphrase of a DIMM until it loses power", List.of(), "security froze %d nmem"),
                entry("sanitize-dimm", "makes what is on a DIMM unreadable", List.of(
                        Option.flag('c', "crypto-erase", "crypto erase a dimm"), Option.flag('o', "overwrite", "overwrite a dimm"),
                        Option.flag('z', "zero-key", "pass in a zero key"), MASTER), ""),
                entry("wait-overwrite", "waits until a DIMM is overwritten", List.of(), ""));
    }

    private static List<Option> passphrase() {
        return Stream.concat(Stream.of(KEY, MASTER), RUN_ON.stream()).toList();
    }

    private static Entry entry(String name, String summary, List<Option> options, String result) {
        var command = new Command(name, summary, "ndctl " + name + " <nmem0> [<nmem1>..<nmemN>] [<options>]", Subject.DIMM,
                NdOptions.with(NdOptions.DIMM, options.toArray(Option[]::new)), true);
        return new Entry(command, (session, values, arguments) -> run(session, values, arguments, command, result));
    }

    private static int run(Session session, Values options, List<String> arguments, Command command, String result) {
        if (!EachDimm.wellFormed(session, command, arguments, EachDimm::isName)) {
            return UsageText.EXIT;
        }
        var version = options.text("label-version").filter(word -> LabelCommands.format(word).isEmpty());
        version.ifPresent(word -> session.stderr("'" + word + "' is not a valid label version\n"));
        var all = version.isPresent() ? new EachDimm(Outcome.failed(Errno.EINVAL)) : EachDimm.perform(EachDimm.named(session, options, arguments), dimm -> new DimmSecurityAction(session, options, dimm).perform(command.name()));
        if (command.name().equals("wait-overwrite")) {
            return all.done() >= 0 ? Outcome.DONE : EachDimm.FAILURE;
        }
        int count = Math.max(all.done(), 0);
        String told = command.name().equals("sanitize-dimm") ? options.has("overwrite") ? "overwrite issued for %d nmem" : "sanitized %d nmem" : result;
        session.stderr(told.formatted(count) + (count > 1 ? "s" : "") + ".\n");
        return all.done() >= 0 ? Outcome.DONE : EachDimm.FAILURE;
    }
}
