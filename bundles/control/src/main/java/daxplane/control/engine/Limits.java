package daxplane.control.engine;

import daxplane.control.ConfigurationKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long things may take.
 *
 * @param effect how long one effect may block before it is given up. Taking a block of 2 GiB offline moves half a million
 *               pages; a pinned page blocks for ever (docs/kernel/observed.md no. 15)
 * @param grace  how long a given-up effect may take to return, before its operation is left in doubt
 * @param settle how long to wait for devices that were announced to be probed
 * @param turn   how long a command waits for the one before it
 * @param lock   how long a command waits for another process that writes
 * @param idle   how long the right to write is kept after a command: the next one of a script need not take it again, and
 *               others need not wait for a console that does nothing
 */
public record Limits(Duration effect, Duration grace, Duration settle, Duration turn, Duration lock, Duration idle) {

    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30),
            Duration.ofSeconds(5), Duration.ofMillis(100));

    /** With what is configured in place of the defaults. */
    public Limits with(Map<String, String> configuration) {
        return new Limits(seconds(configuration, ConfigurationKey.EFFECT_SECONDS, effect), seconds(configuration, ConfigurationKey.GRACE_SECONDS, grace),
                seconds(configuration, ConfigurationKey.SETTLE_SECONDS, settle), turn, lock, idle);
    }

    private static Duration seconds(Map<String, String> configuration, ConfigurationKey key, Duration otherwise) {
        return Optional.ofNullable(configuration.get(key.word())).flatMap(key::parse).map(Duration::ofSeconds).orElse(otherwise);
    }

    /** Waits for nobody, and keeps the right to write until the end. */
    public Limits(Duration effect, Duration grace, Duration settle, Duration turn) {
        this(effect, grace, settle, turn, Duration.ZERO, Duration.ofDays(1));
    }
}
