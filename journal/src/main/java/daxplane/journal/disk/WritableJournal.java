package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Event;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.AppendBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of the one process that writes to it. Thread-safe; readers do not wait for writers. */
final class WritableJournal implements CloseableJournal {

    private final Path directory;
    private final InstantSource clock;
    private final WriterLock lock;
    private final Chain chain;
    private final CheckpointWriter head;
    /** Revision of the last record that is durable; later ones are not shown. */
    private volatile long acknowledged;

    /** Guards everything below: there is one append at a time. */
    private final Object writing = new Object();
    private final MessageDigest sha256 = Sha256.digest();
    private Optional<ActiveSegment> active = Optional.empty();
    /** Why nothing can be appended any more. */
    private Optional<JournalException> end = Optional.empty();

    private WritableJournal(Path directory, InstantSource clock, WriterLock lock, Chain chain, CheckpointWriter head) {
        this.directory = directory;
        this.clock = clock;
        this.lock = lock;
        this.chain = chain;
        this.head = head;
        this.acknowledged = chain.tip().revision();
    }

    /** Opens a journal that exists; {@code lock} is closed with it. @throws JournalException EBADMSG: it is damaged */
    static WritableJournal open(Path directory, InstantSource clock, WriterLock lock) throws JournalException, IOException {
        var chain = new Chain(directory);
        Checkpoint last = CheckpointFile.read(directory);
        chain.advance();
        return new WritableJournal(directory, clock, lock, chain, new CheckpointWriter(directory, last));
    }

    @Override
    public JournalRecord append(Event event) throws JournalException {
        return append(List.of(event)).getFirst();
    }

    @Override
    public List<JournalRecord> append(List<Event> events) throws JournalException {
        var unit = AppendBatch.of(events);
        // An interrupt ends whatever the caller does, after the journal has told what it did.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (writing) {
                return events.isEmpty() ? List.of() : appended(unit);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<JournalRecord> appended(AppendBatch unit) throws JournalException {
        ActiveSegment segment = ready();
        head.catchUp(chain.tip(), segment.end());
        var chained = unit.behind(new AppendBatch.End(chain.tip().revision(), chain.tip().hash()), clock.instant(), sha256);
        segment.reserve(chained.stored(), unit.events().stream().anyMatch(WritableJournal::beginsWork));
        try {
            segment.write(chained.stored());
        } catch (JournalException | RuntimeException failed) {
            giveUp(segment, failed);
            throw failed;
        }
        try {
            segment.force();
        } catch (JournalException failed) {
            // The kernel may have dropped what it could not write: only the disk knows now, so read it again first.
            end = Optional.of(failed);
            throw failed;
        }
        acknowledged = chain.tip().revision();
        head.durable(chain.tip(), segment.end());
        return chained.records();
    }

    /** Events that start something leave the spare alone; those that tell how it went on may use it up. */
    private static boolean beginsWork(Event event) {
        return switch (event) {
            case Event.BootObserved _, Event.OperationIntended _, Event.Refused _, Event.DriverChanged _,
                    Event.ConfigurationChanged _, Event.DriftDetected _ -> true;
            case Event.EffectPerformed _, Event.FactsObserved _, Event.StepFailed _, Event.OperationEnded _,
                    Event.OperationSettled _ -> false;
        };
    }

    private ActiveSegment ready() throws JournalException {
        if (end.isPresent()) {
            throw new JournalException(end.get().errno(), end.get().what() + "; open the journal again", end.get());
        }
        try {
            if (active.isPresent() && active.get().full()) {
                active.get().close();
                active = Optional.empty();
            }
            if (active.isEmpty()) {
                Checkpoint last = head.last();
                boolean inOrder = SegmentRollover.inOrder(last, chain.tip());
                head.state(chain.tip(), new Position(last.segment(), last.end()), false);
                active = Optional.of(SegmentRollover.next(directory, chain, inOrder, clock.instant()));
            }
            return active.get();
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot append to the journal", directory, trouble);
        }
    }

    /** Leaves a segment as it is. What arrived in it stays, and the next append begins another one. */
    private void giveUp(ActiveSegment segment, Exception why) {
        active = Optional.empty();
        try {
            segment.abandon();
            acknowledged = chain.advance().revision();
        } catch (JournalException alsoBroken) {
            end = Optional.of(alsoBroken);
            why.addSuppressed(alsoBroken);
        }
    }

    @Override
    public void prepare() {
        Thread.ofPlatform().daemon().name("journal-prepare").start(this::getReady);
    }

    /** What {@link #prepare} does, at once. */
    void getReady() {
        try {
            synchronized (writing) {
                ready();
            }
            WarmUp.play();
        } catch (JournalException metAgain) {
            // The first append meets it again, and somebody is there to hear it.
        }
    }

    @Override
    public long head() {
        return acknowledged;
    }

    @Override
    public Optional<JournalRecord> record(long revision) throws JournalException {
        var found = new ArrayList<JournalRecord>(1);
        read(revision, revision, found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException {
        chain.read(from, Math.min(to, acknowledged), sink);
    }

    @Override
    public Verification verify() throws JournalException {
        return chain.verify();
    }

    @Override
    public void close() {
        synchronized (writing) {
            if (end.isPresent() && end.get().errno() == Errno.EBADF) {
                return;
            }
            boolean sound = end.isEmpty();
            end = Optional.of(new JournalException(Errno.EBADF, "the journal " + directory + " is closed"));
            try (lock; head) {
                if (active.isPresent()) {
                    Position tail = active.get().end();
                    active.get().close();
                    if (sound) {
                        head.state(chain.tip(), tail, true);
                    }
                }
            } catch (IOException | JournalException asAfterACrash) {
                // Nothing that was acknowledged depends on an orderly end; the next writer begins another segment.
            }
        }
    }
}
