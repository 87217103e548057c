package daxplane.evidence;

import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;

/** What is proven: entries in an order that never changes, numbered from 0. Only ever grows, at its end. */
@ConsumerType
public interface Entries {

    /** Longest entry: a bundle of entries counts in 16 bits. */
    int LARGEST_BYTES = 65_535;

    long size();

    /**
     * Hands the entries {@code [from, to)} over, until {@code sink} has enough.
     *
     * @throws EvidenceException they cannot be read, or are not what was written; those before were handed over
     */
    void read(long from, long to, Predicate<byte[]> sink) throws EvidenceException;
}
