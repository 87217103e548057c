package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.host.Keyring.Key;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelKeys;
import daxplane.kernel.Persistent;
import daxplane.kernel.StateRecord;
import daxplane.kernel.WrittenText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * The keyring of a simulated machine. It outlives the process, as the machine does, and ends with a reboot; what its records say of
 * secrets is encrypted with a key of the machine's own that stands in none of them.
 */
final class SimulatedKeys implements KernelKeys, Persistent {

    static final String KEY = "keyring";
    /** Serials are chance on a real kernel. */
    private static final int FIRST_SERIAL = 100_000_001;
    private static final int MOST_KEYS = 1000;
    private static final String USER = "user";
    private static final String ENCRYPTED = "encrypted";

    private record Held(Key key, byte[] secret, String blob) {
    }

    private final KernelState state;
    private final KeySeal seal;
    private final SequencedMap<Integer, Held> held = new LinkedHashMap<>();
    private int nextSerial = FIRST_SERIAL;
    private String hostName = "(none)";

    SimulatedKeys(KernelState state, KeySeal seal) {
        this.state = state;
        this.seal = seal;
    }

    String hostName() {
        return hostName;
    }

    /** By which its user tells files with keys apart. */
    void hostName(String written) {
        hostName = new WrittenText(written).line();
        state.changed(this);
    }

    @Override
    public OptionalInt search(String type, String description) {
        return held.values().stream().map(Held::key).filter(key -> key.type().equals(type) && key.description().equals(description))
                .mapToInt(Key::serial).findFirst();
    }

    @Override
    public int add(String type, String description, byte[] payload) throws KernelException {
        if (held.size() >= MOST_KEYS) {
            throw new KernelException(Errno.ENOSPC, "a user has at most " + MOST_KEYS + " keys");
        }
        Held made = switch (type) {
            case USER -> new Held(new Key(serialOf(type, description), type, description), payload.clone(), "");
            case ENCRYPTED -> encrypted(description, new String(payload, StandardCharsets.UTF_8));
            default -> throw new KernelException(Errno.ENODEV, "no keys of type " + type);
        };
        held.put(made.key().serial(), made);
        state.changed(this);
        return made.key().serial();
    }

    /** A key of the same name is replaced and keeps its serial. */
    private int serialOf(String type, String description) {
        return search(type, description).orElseGet(() -> nextSerial++);
    }

    private Held encrypted(String description, String payload) throws KernelException {
        String[] words = payload.split(" ");
        boolean load = words[0].equals("load");
        if (!load && !words[0].equals("new") || search(ENCRYPTED, description).isPresent()) {
            throw new KernelException(Errno.EINVAL, "an encrypted key is made by new, or by load when there is none of its name");
        }
        if (words.length < 4 || !words[1].equals("enc32") || !words[2].startsWith(USER + ":") && !words[2].startsWith("trusted:") || !words[3].equals("32")) {
            throw new KernelException(Errno.EINVAL, "no description of an encrypted key of 32 bytes");
        }
        String master = words[2].substring(words[2].indexOf(':') + 1);
        String kind = words[2].substring(0, words[2].indexOf(':'));
        Held master0 = search(kind, master).stream().mapToObj(held::get).findFirst().orElseThrow(() -> new KernelException(Errno.ENOKEY, words[2]));
        EncryptedKey key = load ? EncryptedKey.load(words, master0.secret()) : EncryptedKey.fresh(words[2], master0.secret());
        return new Held(new Key(nextSerial++, ENCRYPTED, description), key.secret(), key.blob());
    }

    @Override
    public byte[] read(int serial) throws KernelException {
        Held key = existing(serial);
        return key.key().type().equals(ENCRYPTED) ? key.blob().getBytes(StandardCharsets.US_ASCII) : key.secret().clone();
    }

    @Override
    public void unlink(int serial) throws KernelException {
        existing(serial);
        held.remove(serial);
        state.changed(this);
    }

    @Override
    public List<Key> keys() {
        return held.values().stream().map(Held::key).toList();
    }

    @Override
    public Optional<byte[]> decrypted(int serial) {
        return Optional.ofNullable(held.get(serial)).filter(key -> key.key().type().equals(ENCRYPTED)).map(key -> key.secret().clone());
    }

    private Held existing(int serial) throws KernelException {
        return Optional.ofNullable(held.get(serial)).orElseThrow(() -> new KernelException(Errno.ENOKEY, "no key " + serial));
    }

    @Override
    public StateRecord document() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("hostName", hostName);
        values.put("next", Integer.toString(nextSerial));
        held.forEach((serial, key) -> values.put("key." + serial, String.join(" ", key.key().type(), text(key.key().description()), text(key.blob()),
                seal.close(key.secret()))));
        return StateRecord.of(BusFiles.OWNER, KEY, values);
    }

    void restore(StateRecord record) {
        nextSerial = Integer.parseInt(record.value("next"));
        hostName = record.value("hostName");
        record.values().forEach((name, value) -> {
            if (name.startsWith("key.")) {
                int serial = Integer.parseInt(name.substring("key.".length()));
                String[] words = value.split(" ", -1);
                held.put(serial, new Held(new Key(serial, words[0], plain(words[1])), seal.open(words[3]), plain(words[2])));
            }
        });
    }

    private static String text(String plain) {
        return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
