package daxplane.control;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator can configure of a state directory. The journal keeps it and nothing else: what is configured is the fold of its
 * {@code ConfigurationChanged} records, so that who changed what, when and why is told like everything else. Never a secret.
 */
public enum ConfigurationKey {
    EFFECT_SECONDS("effect.seconds", 600, 1, 86_400, "how long one effect may take before it is given up (taking memory offline blocks)"),
    GRACE_SECONDS("grace.seconds", 10, 1, 3_600, "how long an effect that was given up may take to return, before its operation is in doubt"),
    SETTLE_SECONDS("settle.seconds", 30, 0, 3_600, "how long to wait for devices that were announced to be probed");

    private final String word;
    private final long standard;
    private final long least;
    private final long most;
    private final String meaning;

    ConfigurationKey(String word, long standard, long least, long most, String meaning) {
        this.word = word;
        this.standard = standard;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    public static Optional<ConfigurationKey> of(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
    }

    /** What a journal has, by its words; what is unknown to this version is left out. */
    public static Map<ConfigurationKey, Long> parse(Map<String, String> words) {
        var set = new EnumMap<ConfigurationKey, Long>(ConfigurationKey.class);
        for (ConfigurationKey key : values()) {
            Optional.ofNullable(words.get(key.word)).flatMap(key::parse).ifPresent(value -> set.put(key, value));
        }
        return set;
    }

    /** As people type it and the journal has it; the unit is its last part. */
    public String word() {
        return word;
    }

    /** The value where none is configured. */
    public long standard() {
        return standard;
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** @return empty when it is no number in the bounds of this key */
    public Optional<Long> parse(String value) {
        return value.matches("\\d{1,9}") ? Optional.of(Long.parseLong(value)).filter(number -> number >= least && number <= most) : Optional.empty();
    }
}
