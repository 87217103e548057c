/**
 * The journal on a disk: which files there are, how they are read, and when a record counts as durable.
 *
 * <pre>
 *  journal/
 *    writer.lock              who writes; locked as long as somebody does
 *    head                     how far the journal reaches: {@link daxplane.journal.disk.Checkpoint}
 *    00000001/                a segment: a Chronicle queue of its own with one file
 *      20261120.cq4           the records; named by the day on which it was begun
 *      metadata.cq4t          Chronicle's own bookkeeping; nothing of ours is in it
 *    00000002/                begun when the first was full, or when its writer did not come to an end
 * </pre>
 *
 * <p>Invariants. A segment that is not the last one never changes again. Chronicle only ever opens a segment that is new, or
 * that its last writer closed in order; what a crash left behind is read, never repaired. Blocks are allocated before they
 * are written through a mapping. Reading needs no lock, no Chronicle and no permission to write.
 */
package daxplane.journal.disk;
