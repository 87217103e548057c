package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** {@code ndctl load-keys}: puts the keys of DIMMs from a folder into the kernel's keyring. */
final class LoadKeysCommand {

    private static final Command COMMAND = new Command("load-keys", "loads the keys of DIMMs from files", "ndctl load-keys [<options>]",
            Subject.NOTHING, List.of(
                    Option.text('p', "key-path", "key-path", Subject.FILE, "override the default key path"),
                    Option.text('t', "tpm-handle", "tpm-handle", Subject.NOTHING, "TPM handle for trusted key")), true);

    private static final String DEFAULT_PATH = "/etc/ndctl/keys";
    private static final String HANDLE = "tpm.handle";
    private static final String MASTER = "nvdimm-master.blob";

    private LoadKeysCommand() {
    }

    static Entry entry() {
        return Entry.withoutWords(COMMAND, LoadKeysCommand::run);
    }

    private static int run(Session session, Values options) {
        String path = options.text("key-path").orElse(DEFAULT_PATH);
        if (isAbsent(session, path) && options.text("key-path").isPresent()) {
            session.stderr("Change current work dir to " + path + " failed: No such file or directory\n");
            return Outcome.failed(Errno.ENOENT);
        }
        if (options.text("tpm-handle").isEmpty() && isAbsent(session, path + "/" + HANDLE)) {
            session.stderr("No TPM handle discovered.\n");
        }
        if (isAbsent(session, path + "/" + MASTER)) {
            session.stderr("failed to open file " + path + "/" + MASTER + ": No such file or directory\n");
            return Outcome.failed(Errno.ENOMEM);
        }
        session.error("daxplane handles no keys of DIMMs\n");
        return Outcome.failed(Errno.EOPNOTSUPP);
    }

    private static boolean isAbsent(Session session, String file) {
        try {
            session.files().read(file);
            return false;
        } catch (NoSuchFileException absent) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
