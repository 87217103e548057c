package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for the disk, and who shares a flush with whom. */
class GroupCommitTest {

    /** How long a hang may last before it fails the test. */
    private static final long PATIENCE_SECONDS = 60;

    private final List<Long> flushed = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private Optional<JournalException> trouble = Optional.empty();
    private boolean slow;
    private final GroupCommit commit = new GroupCommit(this::flush, written(0));

    private static GroupCommit.Written written(long revision) {
        return new GroupCommit.Written(Optional.empty(), new Chain.Tip(revision, new byte[32], Position.START, revision));
    }

    private void flush(GroupCommit.Written from, GroupCommit.Written to) throws JournalException {
        begun.countDown();
        try {
            if (slow) {
                assertThat(gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        synchronized (flushed) {
            flushed.add(to.revision());
            flushed.notifyAll();
        }
    }

    @AfterEach
    void close() {
        commit.close();
    }

    private CompletableFuture<Void> waiting(long revision) {
        return CompletableFuture.runAsync(() -> {
            try {
                commit.await(revision);
            } catch (JournalException failed) {
                throw new java.util.concurrent.CompletionException(failed);
            }
        }, task -> Thread.ofPlatform().daemon().start(task));
    }

    @Test
    void flushesForWhoeverWaits() throws Exception {
        commit.written(written(3));
        assertThat(commit.underWay()).isEqualTo(3);

        commit.await(3);

        assertThat(flushed).containsExactly(3L);
        assertThat(commit.underWay()).isZero();
        commit.await(2);
        assertThat(flushed).as("nothing to do").containsExactly(3L);
    }

    @Test
    void takesEverybodyWhoCameMeanwhileInOneFlush() throws Exception {
        slow = true;
        commit.written(written(1));
        var waiting = new ArrayList<>(List.of(waiting(1)));
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        for (long revision = 2; revision <= 64; revision++) {
            commit.written(written(revision));
            waiting.add(waiting(revision));
        }
        gate.countDown();

        for (var each : waiting) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(flushed).containsExactly(1L, 64L);
    }

    @Test
    void flushesByItselfWhatNobodyWaitsFor() throws Exception {
        commit.written(written(5));
        commit.soon();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (flushed) {
            while (flushed.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(flushed, deadline - System.nanoTime());
            }
            assertThat(flushed).containsExactly(5L);
        }
    }

    @Test
    void aFailedFlushEndsEverything() throws Exception {
        trouble = Optional.of(new JournalException(Errno.EIO, "the disk is broken"));
        commit.written(written(1));

        assertThatThrownBy(() -> commit.await(1)).hasMessageContaining("the disk is broken");
        trouble = Optional.empty();
        assertThatThrownBy(() -> commit.await(1)).hasMessageContaining("the disk is broken");
        assertThat(commit.failure()).isPresent();
        assertThat(flushed).isEmpty();
    }

    @Test
    void keepsInterruptsForTheCaller() throws Exception {
        commit.written(written(1));
        Thread.currentThread().interrupt();

        commit.await(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(flushed).containsExactly(1L);
    }
}
