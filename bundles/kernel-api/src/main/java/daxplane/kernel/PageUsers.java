package daxplane.kernel;

import org.osgi.annotation.versioning.ConsumerType;

/** Pages of memory, as the part of the kernel sees them that has the programs which map them. It exports this; a page has 4096 bytes. */
@ConsumerType
public interface PageUsers {

    /** What is known of a page that is no RAM, or of one that is. */
    enum Use {
        /** No program can map it. */
        UNKNOWN,
        /** Memory of a device, which programs can map; none has this page. */
        FREE,
        /** A program has it. */
        MAPPED
    }

    /** @param page physical address of its first byte */
    Use use(long page);

    /**
     * It cannot be read any more. Who has it gets a signal: at once, if it asked for that (PR_MCE_KILL_EARLY), else at its next touch if the
     * page is RAM; a page of a device goes on being read.
     */
    void failed(long page);

    /** Who has it has another page of RAM in its place from now on. */
    void moved(long page);
}
