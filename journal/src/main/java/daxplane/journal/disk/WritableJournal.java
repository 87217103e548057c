package daxplane.journal.disk;

import daxplane.host.Errno;
import daxplane.journal.Entry;
import daxplane.journal.JournalException;
import daxplane.journal.JournalRecord;
import daxplane.journal.Journals.CloseableJournal;
import daxplane.journal.format.Sha256;
import daxplane.journal.format.StoredRecord;
import daxplane.journal.format.AppendBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The journal of the one process that writes to it. Thread-safe; readers do not wait for writers. */
final class WritableJournal implements CloseableJournal {

    private final Path directory;
    private final InstantSource clock;
    private final WriterLock lock;
    private final Chain chain;
    private final CheckpointWriter head;
    private final GroupCommit commit;
    /** Revision of the last record that an append returned; later ones are not shown. */
    private final AtomicLong returned;

    /** Guards everything below: records are written one unit after the other. Flushes happen outside of it. */
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
        this.commit = new GroupCommit(this::flush, new GroupCommit.Written(Optional.empty(), chain.tip()));
        this.returned = new AtomicLong(chain.tip().revision());
    }

    /** Opens a journal that exists; {@code lock} is closed with it. @throws JournalException EBADMSG: it is damaged */
    static WritableJournal open(Path directory, InstantSource clock, WriterLock lock) throws JournalException, IOException {
        var chain = new Chain(directory);
        Checkpoint last = CheckpointFile.read(directory);
        chain.advance();
        if (chain.knowsMoreThanIndex()) {
            chain.noteIndex();
        }
        return new WritableJournal(directory, clock, lock, chain, new CheckpointWriter(directory, last));
    }

    @Override
    public List<JournalRecord> append(List<Entry> entries, Durability durability) throws JournalException {
        var unit = AppendBatch.of(entries);
        if (entries.isEmpty()) {
            return List.of();
        }
        // An interrupt ends whatever the caller does, after the journal has told what it did.
        boolean interrupted = Thread.interrupted();
        try {
            AppendBatch.Chained chained;
            synchronized (writing) {
                chained = written(unit);
            }
            switch (durability) {
                case DURABLE -> commit.await(chained.end().revision());
                case ORDERED -> commit.soon();
            }
            returned.accumulateAndGet(chained.end().revision(), Math::max);
            return chained.records();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Chains and writes a unit. It outlives the process afterwards, and nothing else yet. */
    private AppendBatch.Chained written(AppendBatch unit) throws JournalException {
        ActiveSegment segment = ready();
        head.catchUp();
        if (commit.underWay() + unit.size() > MOST_UNDER_WAY) {
            commit.everything();
        }
        var chained = unit.behind(new AppendBatch.End(chain.tip().revision(), chain.tip().hash()), commit.underWay(), clock.instant(), sha256);
        segment.reserve(chained.stored(), unit.beginsWork());
        try {
            segment.write(chained.stored());
        } catch (JournalException | RuntimeException failed) {
            giveUp(segment, failed);
            throw failed;
        }
        commit.written(new GroupCommit.Written(active, chain.tip()));
        return chained;
    }

    /** One flush for everything that was written since the last one. All of it is in one segment: a full one is flushed before it is left. */
    private void flush(GroupCommit.Written from, GroupCommit.Written to) throws JournalException {
        ActiveSegment segment = to.segment().orElseThrow();
        boolean sameSegment = from.segment().equals(to.segment());
        segment.force(sameSegment ? from.tip().end() : 0, to.tip().end());
        head.durable(to.tip(), new Position(to.tip().next().segment(), to.tip().end()));
    }

    private ActiveSegment ready() throws JournalException {
        Optional<JournalException> why = end.or(commit::failure);
        if (why.isPresent()) {
            throw new JournalException(why.get().errno(), why.get().what() + "; open the journal again", why.get());
        }
        try {
            if (active.isPresent() && active.get().full()) {
                commit.everything();
                active.get().close();
                active = Optional.empty();
                chain.noteIndex();
            }
            if (active.isEmpty()) {
                begin();
            }
            return active.get();
        } catch (IOException trouble) {
            throw JournalIoErrors.during("cannot append to the journal", directory, trouble);
        }
    }

    private void begin() throws IOException, JournalException {
        Checkpoint last = head.last();
        boolean inOrder = SegmentRollover.inOrder(last, chain.tip());
        if (!inOrder) {
            // What a crash left is read from the page cache; before anything is built upon it, it is on the disk.
            SegmentRollover.forceLast(directory);
        }
        head.state(chain.tip(), new Position(last.segment(), last.end()), false);
        active = Optional.of(SegmentRollover.next(directory, chain, inOrder, clock.instant()));
    }

    /** Leaves a segment as it is. What arrived in it stays, and the next append begins another one. */
    private void giveUp(ActiveSegment segment, Exception why) {
        active = Optional.empty();
        commit.pause();
        try {
            segment.abandon();
            commit.goOn(new GroupCommit.Written(Optional.empty(), chain.advance()));
            returned.accumulateAndGet(chain.tip().revision(), Math::max);
        } catch (JournalException alsoBroken) {
            end = Optional.of(alsoBroken);
            commit.goOn(alsoBroken);
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
        return returned.get();
    }

    @Override
    public Optional<JournalRecord> record(long revision) throws JournalException {
        var found = new ArrayList<JournalRecord>(1);
        read(revision, revision, found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    @Override
    public void read(long from, long to, Predicate<JournalRecord> sink) throws JournalException {
        chain.read(from, Math.min(to, head()), sink);
    }

    @Override
    public long lastBefore(Instant time) throws JournalException {
        return Math.min(chain.lastBefore(time), head());
    }

    @Override
    public void stored(long from, long to, Predicate<byte[]> sink) throws JournalException {
        chain.stored(from, Math.min(to, head()), record -> sink.test(record.bytes()));
    }

    /** Returns when everything is durable. */
    void flush() throws JournalException {
        commit.everything();
    }

    /** Takes over a record of another journal as it is. Durable with the next {@link #flush}. */
    void takeOver(StoredRecord record) throws JournalException {
        synchronized (writing) {
            ActiveSegment segment = ready();
            segment.reserve(List.of(record), true);
            try {
                segment.write(List.of(record));
            } catch (JournalException | RuntimeException failed) {
                giveUp(segment, failed);
                throw failed;
            }
            commit.written(new GroupCommit.Written(active, chain.tip()));
            if (commit.underWay() >= MOST_UNDER_WAY) {
                commit.everything();
            }
            returned.set(chain.tip().revision());
        }
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
            try (lock; head; commit) {
                if (active.isPresent()) {
                    closeSegment(active.get(), sound);
                }
            } catch (IOException | JournalException asAfterACrash) {
                // Nothing that was acknowledged depends on an orderly end; the next writer begins another segment.
            }
        }
    }

    private void closeSegment(ActiveSegment segment, boolean sound) throws IOException, JournalException {
        try {
            commit.everything();
        } finally {
            commit.pause();
            segment.close();
        }
        if (sound) {
            head.state(chain.tip(), segment.end(), true);
            chain.noteIndex();
        }
    }
}
