package daxplane.control.engine;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param effect how long one effect may block before it is given up. Taking a block of 2 GiB offline moves half a million
 *               pages; a pinned page blocks for ever (spec 09 no. 15)
 * @param grace  how long a given-up effect may take to return, before its operation is left in doubt
 * @param settle how long to wait for devices that were announced to be probed
 * @param turn   how long a command waits for the one before it
 */
public record Limits(Duration effect, Duration grace, Duration settle, Duration turn) {

    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
}
