package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.conform.Performer;
import daxplane.conform.Step;
import daxplane.fixtures.machine.Machines;
import daxplane.tools.Toolbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After boot the administrators' tools list, as JSON, what they listed on the real kernel. */
class ListsAfterBootTest {

    @TempDir
    private Path state;

    @Test
    void listsWhatTheRealKernelListed() throws Exception {
        Map<String, Object> observed;
        try (var json = getClass().getResourceAsStream("/two-socket/observed-after-reboot.json")) {
            observed = JSON.std.mapFrom(json);
        }
        try (var host = Machines.open(state, Machines.TWO_SOCKET)) {
            var performer = new Performer(host, new Toolbox(), () -> {
                throw new AssertionError("a list makes up no uuid");
            });

            assertThat(list(performer, "ndctl list -BDRN -vvv")).isEqualTo(observed.get("ndctl_list"));
            assertThat(list(performer, "daxctl list -RD")).isEqualTo(observed.get("daxctl_list"));
        }
    }

    private static Object list(Performer performer, String command) throws Exception {
        var ended = (Step.Result.Ended) performer.perform(new Step.Action.Exec(command)).orElseThrow();
        assertThat(ended.exitCode()).isZero();
        return JSON.std.anyFrom(ended.out());
    }
}
