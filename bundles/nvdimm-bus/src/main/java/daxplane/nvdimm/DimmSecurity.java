package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Passphrases of a DIMM. Its controller keeps salted digests of them, never the passphrases; that it is unlocked or frozen ends when
 * power goes. Source: docs/kernel/errors.md 4; docs/kernel/faults.md D. Corpus nt-sec-raw, nt-sec-raw-active, nt-sec-overwrite-raw.
 */
final class DimmSecurity {

    private static final String ENABLED = "security.enabled";
    private static final String USER = "security.user";
    private static final String MASTER = "security.master";
    private static final String UNLOCKED = "volatile.unlocked";
    private static final String FROZEN = "volatile.frozen";
    private static final byte[] ZERO = new byte[32];
    private static final int LONGEST_WORD = 31;
    /** The kernel asks a DIMM that overwrites itself after 0, 10, 20 ... seconds. */
    private static final long FIRST_QUERY_MILLIS = 10_000;
    private static final long LONGEST_QUERY_MILLIS = 900_000;
    private static final long EMULATED_OVERWRITE_MILLIS = 5_000;
    /** What a DIMM overwrites in a millisecond. */
    private static final long BYTES_A_MILLI = 1 << 20;

    private final DimmDevice dimm;
    private long overwriteEnds;

    DimmSecurity(DimmDevice dimm) {
        this.dimm = dimm;
    }

    private Kernel kernel() {
        return dimm.ndBus().kernel();
    }

    private DimmController controller() {
        return dimm.controller();
    }

    /** As the attribute shows it. */
    String text() throws KernelException {
        dimm.failIfTold(19, Errno.ENOTTY);
        return overwriting() ? "overwrite" : !enabled() ? "disabled" : locked() ? "locked" : "unlocked";
    }

    boolean overwriting() {
        return overwriteEnds != 0;
    }

    boolean frozen() throws KernelException {
        return controller().text(FROZEN).isPresent();
    }

    private boolean enabled() throws KernelException {
        return controller().text(ENABLED).isPresent();
    }

    boolean locked() throws KernelException {
        return enabled() && controller().text(UNLOCKED).isEmpty();
    }

    /** Of a test: the DIMM is locked, whatever it was. */
    void lock() {
        controller().put(ENABLED, 1);
        controller().forget(UNLOCKED);
        dimm.changed();
    }

    /** The driver of DIMMs is bound: a key in the keyring opens the DIMM; without one, a passphrase of zeros does. */
    void unlockWithKeyring() throws KernelException {
        if (!locked() || frozen() || overwriting()) {
            return;
        }
        OptionalInt serial = kernel().keys().search("encrypted", "nvdimm:" + dimm.description().uniqueId());
        byte[] passphrase = serial.isPresent() ? kernel().keys().decrypted(serial.getAsInt()).orElse(ZERO) : ZERO;
        if (matches(USER, passphrase)) {
            controller().put(UNLOCKED, 1);
            dimm.incoherent(true);
            dimm.changed();
        }
    }

    /** {@code VERB [KEY [KEY]]}; blanks in front and words behind make no difference. */
    void store(String value) throws KernelException {
        String[] words = new WrittenText(value).text().strip().split("\\s+");
        String verb = words[0].substring(0, Math.min(words[0].length(), LONGEST_WORD));
        switch (verb) {
            case "freeze" -> freeze();
            case "disable" -> disable(key(words, 1));
            case "disable_master" -> {
                key(words, 1);
                throw new KernelException(Errno.EOPNOTSUPP);
            }
            case "update" -> update(key(words, 1), key(words, 2), USER);
            case "master_update" -> update(key(words, 1), key(words, 2), MASTER);
            case "erase" -> erase(key(words, 1), USER);
            case "master_erase" -> erase(key(words, 1), MASTER);
            case "overwrite" -> overwrite(key(words, 1));
            default -> throw new KernelException(Errno.EINVAL, "no such operation");
        }
        dimm.changed();
    }

    private static int key(String[] words, int position) throws KernelException {
        if (position >= words.length) {
            throw new KernelException(Errno.EINVAL, "a key is missing");
        }
        return (int) new WrittenText(words[position]).toUnsigned(Integer.SIZE);
    }

    private void freeze() throws KernelException {
        if (overwriting()) {
            kernel().log(4, "nd " + dimm.name() + ": Overwrite operation in progress.");
            throw new KernelException(Errno.EBUSY, "it is being overwritten");
        }
        if (!enabled()) {
            throw new KernelException(Errno.EIO, "it has no passphrase");
        }
        controller().put(FROZEN, 1);
    }

    private void disable(int key) throws KernelException {
        requireMutable();
        byte[] old = old(key);
        if (!enabled()) {
            throw new KernelException(Errno.ENXIO, "it has no passphrase");
        }
        requireMatch(USER, old);
        forgetPassphrase();
    }

    private void update(int oldKey, int newKey, String which) throws KernelException {
        requireMutable();
        byte[] old = old(oldKey);
        byte[] fresh = decrypted(newKey);
        if (which.equals(MASTER) || enabled()) {
            requireMatch(which, old);
        }
        controller().put(which, digest(salt(which), fresh));
        if (which.equals(USER)) {
            controller().put(ENABLED, 1);
            controller().put(UNLOCKED, 1);
        }
    }

    private void erase(int key, String which) throws KernelException {
        requireIdle();
        requireMutable();
        requireMatch(which, old(key));
        forgetPassphrase();
        if (!dimm.emulated()) {
            dimm.wipe();
        }
        dimm.incoherent(true);
    }

    private void overwrite(int key) throws KernelException {
        requireIdle();
        requireMutable();
        byte[] old = old(key);
        if (enabled()) {
            requireMatch(USER, old);
        }
        long done = kernel().clockMillis() + (dimm.emulated() ? EMULATED_OVERWRITE_MILLIS : Math.max(1, dimm.capacityBytes() / BYTES_A_MILLI));
        long seen = kernel().clockMillis() + FIRST_QUERY_MILLIS;
        for (long pause = 2 * FIRST_QUERY_MILLIS; seen < done; pause = Math.min(pause + FIRST_QUERY_MILLIS, LONGEST_QUERY_MILLIS)) {
            seen += pause;
        }
        overwriteEnds = seen;
        kernel().wakeAt(overwriteEnds);
    }

    void timePassed() {
        if (overwriteEnds == 0) {
            return;
        }
        if (overwriteEnds > kernel().clockMillis()) {
            kernel().wakeAt(overwriteEnds);
            return;
        }
        overwriteEnds = 0;
        if (!dimm.emulated()) {
            forgetPassphrase();
            dimm.wipe();
        }
        dimm.incoherent(true);
        dimm.changed();
    }

    private void forgetPassphrase() {
        for (String name : List.of(ENABLED, USER, UNLOCKED)) {
            controller().forget(name);
        }
    }

    /** EBUSY: an enabled region uses it. */
    private void requireIdle() throws KernelException {
        if (dimm.busy()) {
            kernel().log(4, "nd " + dimm.name() + ": Unable to secure erase while DIMM active.");
            throw new KernelException(Errno.EBUSY, dimm.name() + " is used by an enabled region");
        }
    }

    private void requireMutable() throws KernelException {
        if (frozen()) {
            throw new KernelException(Errno.EIO, "it is frozen until it loses power");
        }
        if (overwriting()) {
            throw new KernelException(Errno.EBUSY, "it is being overwritten");
        }
    }

    /** The passphrase that a serial stands for: 0 for the one of zeros. */
    private byte[] old(int key) throws KernelException {
        return key == 0 ? ZERO : decrypted(key);
    }

    private byte[] decrypted(int key) throws KernelException {
        return kernel().keys().decrypted(key).filter(secret -> secret.length == ZERO.length)
                .orElseThrow(() -> new KernelException(Errno.ENOKEY, "no encrypted key of 32 bytes has the serial " + Integer.toUnsignedString(key)));
    }

    private void requireMatch(String which, byte[] passphrase) throws KernelException {
        if (!matches(which, passphrase)) {
            throw new KernelException(Errno.EINVAL, "the passphrase is wrong");
        }
    }

    /** A DIMM that nobody gave a passphrase has one of zeros. */
    private boolean matches(String which, byte[] passphrase) throws KernelException {
        Optional<String> kept = controller().text(which);
        return kept.isPresent() ? MessageDigest.isEqual(kept.get().getBytes(StandardCharsets.US_ASCII),
                digest(salt(which), passphrase).getBytes(StandardCharsets.US_ASCII)) : Arrays.equals(passphrase, ZERO);
    }

    private String salt(String which) {
        return dimm.description().uniqueId() + " " + which + " ";
    }

    private static String digest(String salt, byte[] passphrase) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(passphrase));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void describe(Map<String, String> state) {
        state.put("overwriteEnds", Long.toString(overwriteEnds));
    }

    void restore(Function<String, Optional<String>> state) {
        overwriteEnds = Long.parseLong(state.apply("overwriteEnds").orElse("0"));
        if (overwriteEnds != 0) {
            kernel().wakeAt(overwriteEnds);
        }
    }
}
