package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.HostException;
import daxplane.host.Keyring;
import daxplane.tools.Command;
import daxplane.tools.Option;
import daxplane.tools.Subject;
import daxplane.tools.options.Values;
import daxplane.tools.session.Entry;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ndctl load-keys}: puts the keys of DIMMs from a folder into the kernel's keyring. */
final class LoadKeysCommand {

    private static final Command COMMAND = new Command("load-keys", "loads the keys of DIMMs from files", "ndctl load-keys [<options>]",
            Subject.NOTHING, List.of(
                    Option.text('p', "key-path", "key-path", Subject.FILE, "override the default key path"),
                    Option.text('t', "tpm-handle", "tpm-handle", Subject.NOTHING, "TPM handle for trusted key")), true);

    private static final String DEFAULT_PATH = "/etc/ndctl/keys";
    private static final String HANDLE = "tpm.handle";
    private static final String MASTER = "nvdimm-master.blob";

    /** Kind of passphrase, DIMM, computer. */
    private static final Pattern BLOB = Pattern.compile("(nvdimm(?:-master)?)_([0-9a-f-]{1,60})_[^/]{0,64}\\.blob");

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
        return load(session, path);
    }

    /** The master key first: all others are encrypted with it. Files of DIMMs in other computers are loaded, too. */
    private static int load(Session session, String path) {
        try {
            Keyring keys = session.host().keyring().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.IOCTL, "keyring"));
            String master = MASTER.replace(".blob", "");
            if (keys.search("user", master).isEmpty()) {
                keys.add("user", master, session.files().read(path + "/" + MASTER));
                session.stdout("nvdimm master key loaded.\n");
            }
            int loaded = 0;
            for (String name : session.files().list(path)) {
                var file = BLOB.matcher(name);
                if (file.matches()) {
                    byte[] blob = session.files().read(path + "/" + name);
                    try {
                        keys.add("encrypted", file.group(1) + ":" + file.group(2), ("load " + new String(blob, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII));
                        loaded++;
                    } catch (HostException refused) {
                        session.stderr("add_key failed: " + refused.errno().text() + "\n");
                    }
                }
            }
            session.stdout(loaded + " nvdimm keys loaded\n");
            return Outcome.DONE;
        } catch (HostException refused) {
            session.stderr("add_key failed: " + refused.errno().text() + "\n");
            return Outcome.failed(refused.errno());
        } catch (IOException unreadable) {
            session.stderr("failed to read the keys in " + path + "\n");
            return Outcome.failed(Errno.of(unreadable).orElse(Errno.EIO));
        }
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
