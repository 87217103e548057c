package daxplane.host.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An access that must be refused, and how. */
final class Failure {

    private Failure() {
    }

    static void of(ThrowingCallable access, Errno errno, FailedCall stage) {
        assertThatThrownBy(access).isInstanceOf(HostException.class).satisfies(failure -> {
            assertThat(((HostException) failure).errno()).as("%s", failure).isEqualTo(errno);
            assertThat(((HostException) failure).stage()).as("%s", failure).isEqualTo(stage);
        });
    }
}
