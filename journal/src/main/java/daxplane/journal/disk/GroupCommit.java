package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Journal;
import daxplane.journal.JournalException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes what was written durable, for everybody who waits for it with one flush. Thread-safe.
 *
 * <p>One of those who wait goes to the disk, with everything that was written until then; the others wait for him, and those who
 * came later for the next one of them. Meanwhile more is hashed and written. Whatever nobody waits for is made durable by a thread
 * of its own, {@link Journal#LONGEST_UNDER_WAY_MILLIS} after it was written.
 */
final class GroupCommit implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    /** What a flush costs. */
    @FunctionalInterface
    interface Disk {

        /** Returns when everything between two ends is durable, and the head tells of it. */
        void flush(Written from, Written to) throws JournalException;
    }

    /** How far the journal was written. @param tip revision, hash and end of the last record */
    record Written(Optional<ActiveSegment> segment, Chain.Tip tip) {

        long revision() {
            return tip.revision();
        }
    }

    private final Disk disk;

    /** All below is guarded by this. */
    private Written written;
    private Written durable;
    private boolean flushing;
    /** Why nothing can be made durable any more. */
    private Optional<JournalException> failure = Optional.empty();
    /** When the oldest record that nobody waits for must be durable, on the scale of {@link System#nanoTime}. */
    private long dueNanos = NEVER;
    private Optional<Thread> clock = Optional.empty();
    private boolean closed;

    /** @param start everything up to there is durable */
    GroupCommit(Disk disk, Written start) {
        this.disk = disk;
        this.written = start;
        this.durable = start;
    }

    /** Records were written behind the last ones. */
    synchronized void written(Written now) {
        written = now;
    }

    /** How many records were written and are not known to be durable. */
    synchronized int underWay() {
        return Math.toIntExact(written.revision() - durable.revision());
    }

    synchronized long durable() {
        return durable.revision();
    }

    synchronized Optional<JournalException> failure() {
        return failure;
    }

    /** Nobody waits for the last records: they shall be durable soon all the same. */
    synchronized void soon() {
        if (dueNanos != NEVER) {
            return;
        }
        dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Journal.LONGEST_UNDER_WAY_MILLIS);
        if (clock.isEmpty()) {
            clock = Optional.of(Thread.ofPlatform().daemon().name("journal-flush").start(this::keepTime));
        } else {
            notifyAll();
        }
    }

    /** Returns when everything up to a revision is durable. Interrupts are kept for the caller. */
    void await(long revision) throws JournalException {
        boolean interrupted = false;
        try {
            while (true) {
                Written from;
                Written to;
                synchronized (this) {
                    if (durable.revision() >= revision) {
                        return;
                    }
                    if (failure.isPresent()) {
                        throw new JournalException(failure.get().errno(), failure.get().what(), failure.get());
                    }
                    if (flushing) {
                        try {
                            wait();
                        } catch (InterruptedException kept) {
                            interrupted = true;
                        }
                        continue;
                    }
                    flushing = true;
                    dueNanos = NEVER;
                    from = durable;
                    to = written;
                }
                flush(from, to);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void flush(Written from, Written to) throws JournalException {
        Optional<JournalException> failed = Optional.empty();
        try {
            disk.flush(from, to);
        } catch (JournalException trouble) {
            // The kernel may have dropped what it could not write: only the disk knows now, so it must be read again first.
            failed = Optional.of(trouble);
            throw trouble;
        } catch (RuntimeException | Error bug) {
            failed = Optional.of(new JournalException(Errno.EIO, "the journal cannot be made durable: " + bug, bug));
            throw bug;
        } finally {
            synchronized (this) {
                flushing = false;
                if (failed.isEmpty()) {
                    durable = to;
                } else {
                    failure = failed;
                }
                notifyAll();
            }
        }
    }

    /** Everything that was written. */
    void everything() throws JournalException {
        long all;
        synchronized (this) {
            all = written.revision();
        }
        await(all);
    }

    /** Waits until nobody flushes, and keeps everybody from it until {@link #goOn}: the writer looks after its segment itself. */
    synchronized void pause() {
        boolean interrupted = false;
        while (flushing) {
            try {
                wait();
            } catch (InterruptedException kept) {
                interrupted = true;
            }
        }
        flushing = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After {@link #pause}: everything up to there is durable now. */
    synchronized void goOn(Written now) {
        written = now;
        durable = now;
        flushing = false;
        notifyAll();
    }

    /** After {@link #pause}: nobody knows what is durable. */
    synchronized void goOn(JournalException why) {
        failure = Optional.of(why);
        flushing = false;
        notifyAll();
    }

    private void keepTime() {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                try {
                    if (dueNanos == NEVER) {
                        wait();
                        continue;
                    }
                    long rest = dueNanos - System.nanoTime();
                    if (rest > 0) {
                        TimeUnit.NANOSECONDS.timedWait(this, rest);
                        continue;
                    }
                } catch (InterruptedException nobodyDoesThat) {
                    continue;
                }
            }
            try {
                everything();
            } catch (JournalException toldToTheNext) {
                // whoever appends or waits next meets it
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        flushing = false;
        failure = failure.or(() -> Optional.of(new JournalException(Errno.EBADF, "the journal is closed")));
        notifyAll();
    }
}
