package daxplane.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LastCallTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LastCall lastCall = new LastCall();

    @Test
    void commandsRunCommands() {
        assertThat(lastCall.<Integer>take(() -> lastCall.take(() -> 3))).isEqualTo(3);
    }

    @Test
    void waitsForACommandThatGivesUpWhenItIsAsked() throws Exception {
        var begun = new CountDownLatch(1);
        var givenUp = new AtomicBoolean();
        var command = Thread.ofPlatform().start(() -> lastCall.take(() -> {
            begun.countDown();
            while (!givenUp.get()) {
                Thread.onSpinWait();
            }
            return 0;
        }));
        begun.await();

        assertThat(lastCall.close(() -> givenUp.set(true), LONG)).isTrue();
        command.join();
    }

    @Test
    void tellsWhenACommandDoesNotGiveUp() throws Exception {
        var begun = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var command = Thread.ofPlatform().start(() -> lastCall.take(() -> {
            begun.countDown();
            try {
                done.await();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
            return 0;
        }));
        begun.await();

        assertThat(lastCall.close(() -> { }, Duration.ZERO)).isFalse();
        done.countDown();
        command.join();
    }

    @Test
    void noCommandBeginsAfterIt() throws Exception {
        assertThat(lastCall.close(() -> { }, LONG)).isTrue();
        var began = new AtomicBoolean();

        var late = Thread.ofPlatform().daemon().start(() -> lastCall.take(() -> {
            began.set(true);
            return 0;
        }));

        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(began).isFalse();
    }
}
