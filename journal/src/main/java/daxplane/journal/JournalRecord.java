package daxplane.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One record.
 *
 * @param revision    dense, from 1
 * @param time        when it was appended; an attribute, never the order
 * @param type        number of the entry's type; who reads may not know it
 * @param typeVersion version of that type's encoding
 * @param previous    SHA-256 of the record before, in hex; 64 zeros for the first
 * @param hash        SHA-256 of this record, in hex
 * @param payload     bytes of the entry; not copied
 */
public record JournalRecord(long revision, Instant time, int type, int typeVersion, String previous, String hash, byte[] payload) {

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord record && revision == record.revision && time.equals(record.time) && type == record.type
                && typeVersion == record.typeVersion && previous.equals(record.previous) && hash.equals(record.hash)
                && Arrays.equals(payload, record.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(revision, hash);
    }
}
