package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.Keyring;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.OptionalInt;

/**
 * The keys of a DIMM's passphrases: encrypted keys in the kernel's keyring, which never show what they hold, and blobs of them in
 * files. Nothing here ever has a passphrase. Corpus nt-sec-passphrase, nt-sec-keys, nt-sec-master.
 */
final class DimmKeys {

    static final String FOLDER = "/etc/ndctl/keys";
    static final String MASTER_BLOB = "nvdimm-master.blob";
    private static final String ENCRYPTED = "encrypted";
    private static final String HOST_NAME = "/proc/sys/kernel/hostname";

    private final Session session;
    private final Dimm dimm;
    private final String kind;

    /** @param master whether the keys are those of the master passphrase */
    DimmKeys(Session session, Dimm dimm, boolean master) {
        this.session = session;
        this.dimm = dimm;
        this.kind = master ? "nvdimm-master" : "nvdimm";
    }

    private String description() {
        return kind + ":" + dimm.uniqueId().orElse("");
    }

    private String oldDescription() {
        return "nvdimm-old:" + dimm.uniqueId().orElse("");
    }

    /** Each computer that a DIMM was in has a file of its own. */
    private String file() {
        String host = session.sysfs().text(HOST_NAME).orElse("(none)");
        return FOLDER + "/" + kind + "_" + dimm.uniqueId().orElse("") + "_" + host + ".blob";
    }

    private Keyring keyring() throws HostException {
        return session.host().keyring().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, daxplane.host.FailedCall.IOCTL, "keyring"));
    }

    /** {@code update OLD NEW} with a fresh key. @param master {@code user:nvdimm-master}, in which all others are encrypted */
    int setup(String master) {
        try {
            String type = master.contains(":") ? master.substring(0, master.indexOf(':')) : master;
            if (!type.equals("user") && !type.equals("trusted") && !type.equals("encrypted") || !master.contains(":")) {
                session.stderr("No such key type: " + type);
                return Outcome.failed(Errno.EOPNOTSUPP);
            }
            if (keyring().search(type, master.substring(master.indexOf(':') + 1)).isEmpty()) {
                session.stderr("No key encryption key found\n");
                return Outcome.failed(Errno.ENOKEY);
            }
            if (keyring().search(ENCRYPTED, description()).isPresent()) {
                session.stderr("Error: key already present in user keyring\n");
                return Outcome.failed(Errno.EEXIST);
            }
            int serial = keyring().add(ENCRYPTED, description(), ("new enc32 " + master + " 32").getBytes(StandardCharsets.US_ASCII));
            save(serial);
            int outcome = write(verb("update") + " 0 " + serial);
            if (outcome < 0) {
                forget(serial);
            }
            return outcome;
        } catch (HostException | IOException refused) {
            return complained(refused);
        }
    }

    /** Whether something about the key that encrypts others is in the way; told. */
    boolean refusal(String master) {
        try {
            boolean absent = keyring().search(master.substring(0, master.indexOf(':')), master.substring(master.indexOf(':') + 1)).isEmpty();
            if (absent) {
                session.stderr("No key encryption key found\n");
            }
            return absent;
        } catch (HostException refused) {
            complained(refused);
            return true;
        }
    }

    /** A fresh key takes the place of the old one; that is there under another name while the DIMM is told. */
    int update() {
        try {
            OptionalInt current = loaded();
            if (current.isEmpty()) {
                return Outcome.failed(Errno.ENOKEY);
            }
            byte[] blob = keyring().read(current.getAsInt());
            String master = new String(blob, StandardCharsets.US_ASCII).split(" ")[1];
            keyring().unlink(current.getAsInt());
            OptionalInt stale = keyring().search(ENCRYPTED, oldDescription());
            if (stale.isPresent()) {
                keyring().unlink(stale.getAsInt());
            }
            int old = keyring().add(ENCRYPTED, oldDescription(), ("load " + new String(blob, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII));
            int fresh = keyring().add(ENCRYPTED, description(), ("new enc32 " + master + " 32").getBytes(StandardCharsets.US_ASCII));
            int outcome = write(verb("update") + " " + old + " " + fresh);
            keyring().unlink(old);
            if (outcome < 0) {
                keyring().unlink(fresh);
                keyring().add(ENCRYPTED, description(), ("load " + new String(blob, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII));
                return outcome;
            }
            save(fresh);
            return Outcome.DONE;
        } catch (HostException | IOException refused) {
            return complained(refused);
        }
    }

    /** The serial of the key, which is taken from its file when the keyring has none; told when there is neither. */
    OptionalInt loadedOrComplain() {
        try {
            OptionalInt serial = keyring().search(ENCRYPTED, description());
            return serial.isPresent() ? serial : load();
        } catch (HostException | IOException refused) {
            complained(refused);
            return OptionalInt.empty();
        }
    }

    private OptionalInt loaded() throws HostException {
        return keyring().search(ENCRYPTED, description());
    }

    private OptionalInt load() throws HostException, IOException {
        byte[] blob;
        try {
            blob = session.files().read(file());
        } catch (NoSuchFileException absent) {
            session.stderr("failed to open file " + file() + ": No such file or directory\n");
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(keyring().add(ENCRYPTED, description(), ("load " + new String(blob, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII)));
        } catch (HostException refused) {
            session.stderr("add_key failed: " + refused.errno().text() + "\n");
            return OptionalInt.empty();
        }
    }

    /** Key and file go when the passphrase has gone. */
    void forget() {
        try {
            OptionalInt serial = loaded();
            if (serial.isPresent()) {
                forget(serial.getAsInt());
            } else {
                session.files().delete(file());
            }
        } catch (HostException | IOException gone) {
            // What is not there needs not go.
        }
    }

    private void forget(int serial) throws HostException, IOException {
        keyring().unlink(serial);
        session.files().delete(file());
    }

    private void save(int serial) throws HostException, IOException {
        session.files().write(file(), keyring().read(serial));
    }

    private String verb(String word) {
        return kind.equals("nvdimm") ? word : "master_" + word;
    }

    int write(String words) {
        return Outcome.of(session.writeBytes(dimm.attribute("security"), words + "\n\0"));
    }

    private int complained(Exception refused) {
        if (refused instanceof HostException host) {
            session.stderr("add_key failed: " + host.errno().text() + "\n");
            return Outcome.failed(host.errno());
        }
        Errno errno = refused instanceof IOException file ? Errno.of(file).orElse(Errno.EIO) : Errno.EIO;
        session.stderr("failed to open file " + file() + ": " + errno.text() + "\n");
        return Outcome.failed(errno);
    }
}
