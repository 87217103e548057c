package daxplane.journal.disk;

import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import java.security.MessageDigest;
import java.util.Optional;

/** Which record is due next in a chain, and whether a given one is it. Not thread-safe. */
final class ChainVerifier {

    /** How much of each record is checked. */
    enum Proof {
        /**
         * Shape, revision, and that it names the hash which the record before carries; the bytes are hashed only where a whole
         * lost page would fit into one record. Finds cuts, gaps, swaps and lost pages without hashing everything.
         */
        LINKS,
        /** All of that, and every byte against its hash. */
        CONTENT
    }

    /** A page lies wholly within a record from this size on, and its loss leaves the links alone. */
    private static final int PAGE_BYTES = 4096;

    private final MessageDigest sha256 = Sha256.digest();
    private final Proof proof;
    private final long acknowledged;
    private long revision;
    private Optional<byte[]> previous;

    /**
     * @param acknowledged last revision that was surely durable; what follows may be torn, so every byte of it is checked
     * @param revision     of the record before
     * @param previous     its hash; empty takes the next record's word for it
     */
    ChainVerifier(Proof proof, long acknowledged, long revision, Optional<byte[]> previous) {
        this.proof = proof;
        this.acknowledged = acknowledged;
        this.revision = revision;
        this.previous = previous;
    }

    /** The revision before the one that is due. */
    long passed() {
        return revision;
    }

    /** Whether what is due was surely durable. */
    boolean wasAcknowledged() {
        return revision < acknowledged;
    }

    /** Why a record is not the one that is due; empty when it is. */
    Optional<String> flaw(StoredRecord record) {
        Optional<String> misshapen = record.misshapen();
        if (misshapen.isPresent()) {
            return misshapen;
        }
        if (record.revision() != revision + 1) {
            return Optional.of("revision %d stands where %d is due".formatted(record.revision(), revision + 1));
        }
        if (previous.isPresent() && !record.follows(previous.get())) {
            return Optional.of("it does not follow the record before it: the hashes differ");
        }
        boolean hashed = proof == Proof.CONTENT || record.length() >= PAGE_BYTES || !wasAcknowledged();
        return hashed && !record.proven(sha256) ? Optional.of("its bytes are not those that were hashed") : Optional.empty();
    }

    /** Whether a record that is not the one due is whole in itself: somebody wrote it, for another place or another journal. */
    boolean isForeign(StoredRecord record) {
        return record.misshapen().isEmpty() && record.proven(sha256);
    }

    /** The record was the one; now the next is due. */
    void pass(StoredRecord record) {
        revision++;
        previous = Optional.of(record.hash());
    }
}
