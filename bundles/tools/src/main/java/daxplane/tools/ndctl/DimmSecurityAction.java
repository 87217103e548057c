package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.time.Duration;
import java.util.OptionalInt;

/** What the commands of passphrases do to one DIMM. Corpus nt-sec-passphrase, nt-sec-erase, nt-sec-overwrite, nt-sec-master. */
final class DimmSecurityAction {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;
    private final Values options;
    private final Dimm dimm;
    private final boolean master;

    DimmSecurityAction(Session session, Values options, Dimm dimm) {
        this.session = session;
        this.options = options;
        this.dimm = dimm;
        this.master = options.has("master-passphrase");
    }

    int perform(String command) {
        if (dimm.security().isEmpty()) {
            session.error(dimm.name() + ": security operation not supported\n");
            return Outcome.failed(Errno.EOPNOTSUPP);
        }
        return switch (command) {
            case "setup-passphrase" -> setup();
            case "update-passphrase" -> new DimmKeys(session, dimm, master).update();
            case "remove-passphrase" -> remove();
            case "freeze-security" -> freeze();
            case "sanitize-dimm" -> sanitize();
            default -> awaitOverwrite();
        };
    }

    /** EBUSY, and told: an enabled region uses the DIMM. */
    private boolean refusedAsActive() {
        if (dimm.active()) {
            session.stderr("regions active on " + dimm.name() + ", op failed\n");
        }
        return dimm.active();
    }

    private int setup() {
        if (options.text("key-handle").isEmpty()) {
            return Outcome.failed(Errno.EINVAL);
        }
        if (!options.text("key-handle").get().contains(":") || !dimm.active()) {
            return new DimmKeys(session, dimm, master).setup(options.text("key-handle").get());
        }
        return new DimmKeys(session, dimm, master).refusal(options.text("key-handle").get()) || refusedAsActive()
                ? Outcome.failed(Errno.EBUSY) : Outcome.DONE;
    }

    private int remove() {
        OptionalInt key = key();
        if (key.isEmpty()) {
            session.stderr("Unable to load key\n");
            return Outcome.failed(Errno.ENOKEY);
        }
        DimmKeys keys = new DimmKeys(session, dimm, master);
        int outcome = keys.write((master ? "disable_master " : "disable ") + key.getAsInt());
        if (outcome < 0) {
            session.stderr("Failed remove " + (master ? "master " : "") + "passphrase for " + dimm.name() + "\n");
            return outcome;
        }
        keys.forget();
        return Outcome.DONE;
    }

    private OptionalInt key() {
        return refusedAsActive() ? OptionalInt.empty() : new DimmKeys(session, dimm, master).loadedOrComplain();
    }

    private int freeze() {
        int outcome = new DimmKeys(session, dimm, false).write("freeze");
        if (outcome < 0) {
            session.error("Failed to freeze security for " + dimm.name() + "\n");
        }
        return outcome;
    }

    /** Crypto-erase unless something else is asked for; with both, the overwrite comes first. */
    private int sanitize() {
        return options.has("overwrite") ? overwrite() : erase();
    }

    private int erase() {
        boolean zero = options.has("zero-key");
        OptionalInt key = zero ? OptionalInt.of(0) : key();
        if (key.isEmpty()) {
            session.stderr("Unable to load key\n");
            return Outcome.failed(Errno.ENOKEY);
        }
        DimmKeys keys = new DimmKeys(session, dimm, master);
        int outcome = keys.write((master && !zero ? "master_erase " : "erase ") + key.getAsInt());
        if (outcome < 0) {
            session.stderr("Failed " + (master && !zero ? "master " : "") + "crypto erase for " + dimm.name() + "\n");
            return outcome;
        }
        if (!master) {
            keys.forget();
        }
        return Outcome.DONE;
    }

    private int overwrite() {
        DimmKeys keys = new DimmKeys(session, dimm, false);
        int key = 0;
        if (refusedAsActive()) {
            if (options.has("crypto-erase")) {
                session.stderr("Unable to load key\n");
            } else {
                session.stderr("Failed overwrite for " + dimm.name() + "\n");
            }
            return Outcome.failed(Errno.EBUSY);
        }
        if (!options.has("zero-key")) {
            key = keys.loadedOrComplain().orElse(0);
        }
        int outcome = keys.write("overwrite " + key);
        if (outcome < 0) {
            session.stderr("Failed overwrite for " + dimm.name() + "\n");
            return outcome;
        }
        NdControl control = new NdControl(session);
        control.disable(dimm);
        control.enable(dimm);
        return Outcome.DONE;
    }

    private int awaitOverwrite() {
        while (dimm.security().filter("overwrite"::equals).isPresent()) {
            try {
                session.host().attributes().await(dimm.attribute("security"), PAUSE);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
                return Outcome.failed(Errno.EINTR);
            }
        }
        return Outcome.DONE;
    }
}
