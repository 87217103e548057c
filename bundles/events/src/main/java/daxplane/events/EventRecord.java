package daxplane.events;

import java.time.Instant;

/**
 * One record of the journal, its event read.
 *
 * @param revision    dense, from 1
 * @param time        when it was appended; an attribute, never the order
 * @param type        name of the event type, {@code EffectPerformed}
 * @param typeVersion version of that type's encoding, from 1
 * @param previous    SHA-256 of the record before, in hex; 64 zeros for the first
 * @param hash        SHA-256 of this record, in hex
 */
public record EventRecord(long revision, Instant time, String type, int typeVersion, String previous, String hash, Event event) {
}
