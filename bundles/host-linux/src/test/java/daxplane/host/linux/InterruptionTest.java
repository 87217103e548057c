package daxplane.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.Cancellation;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    @Test
    void sendsFromTheCancellationToTheEndOfTheCall() {
        var cancellation = new Cancellation();
        try (var call = Interruption.ofThisThread(cancellation)) {
            assertThat(call.sending()).isFalse();
            cancellation.cancel();
            assertThat(call.sending()).isTrue();
            call.close();
            assertThat(call.sending()).isFalse();
        }
    }

    /**
     * The call returns while the cancellation is under way. Signals that began only then went on for ever, and ended every
     * later call of that thread with EINTR: a release that was given up was followed by one that nobody gave up, and failed.
     */
    @Test
    void sendsNothingWhenTheCallEndsWhileTheCancellationIsUnderWay() {
        var cancellation = new Cancellation();
        var calls = new ArrayList<Interruption>();
        cancellation.onCancel(() -> calls.forEach(Interruption::close)); // runs first, and the listener of the call after it
        var call = Interruption.ofThisThread(cancellation);
        calls.add(call);

        cancellation.cancel();

        assertThat(call.sending()).isFalse();
    }

    @Test
    void beginsAtOnceWhenItWasCancelledBefore() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        try (var call = Interruption.ofThisThread(cancellation)) {
            assertThat(call.sending()).isTrue();
        }
    }
}
