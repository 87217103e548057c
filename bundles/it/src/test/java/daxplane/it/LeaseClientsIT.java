package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients that docs/LEASES.md shows, and a desk that keeps their leases while others change the machine. */
class LeaseClientsIT {

    @TempDir Path home;
    private final List<Process.Running> running = new ArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        assertThat(daxplane("list").exitCode()).isZero();
        awaitText(started(Process.command(Distribution.DIRECTORY.resolve("bin/daxplane"), "--state", home.resolve("s").toString(), "lease", "serve")), "leases are kept at ");
    }

    @AfterEach
    void end() throws Exception {
        for (var each : running.reversed()) {
            each.process().destroy();
            each.end();
        }
    }

    private Process daxplane(String... words) throws Exception {
        var all = new ArrayList<>(List.of("--state", home.resolve("s").toString()));
        all.addAll(List.of(words));
        return Process.daxplane(home, all.toArray(String[]::new));
    }

    private Process.Running started(List<String> command) throws IOException {
        running.add(Process.start(home, Map.of(), "", command));
        return running.getLast();
    }

    private static void awaitText(Process.Running program, String text) throws IOException {
        while (!Files.readString(program.directory().resolve("out")).contains(text)) {
            if (!program.process().isAlive()) {
                throw new AssertionError("it has ended: " + Files.readString(program.directory().resolve("err")));
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void aPlanAsksTheClientInPython() throws Exception {
        var client = started(List.of("python3", Distribution.CHECKOUT.resolve("docs/lease-holder.py").toString(), home.resolve("s").toString(), "dax0.0", "512", "db"));
        awaitText(client, "granted 1");
        assertThat(daxplane("lease", "list").out()).contains("db, lease 1 of pages 0-511, granted, generation 1, pinned", Long.toString(client.process().pid()));
        assertThat(daxplane("plan", "assign", "dax0.0", "system-ram").out()).contains("1  lease revoke dax0.0 " + client.process().pid() + " --drain 5");

        var assigned = daxplane("assign", "dax0.0", "system-ram");
        assertThat(assigned.exitCode()).as(assigned.err()).isZero();
        awaitText(client, "revoke 1");
        assertThat(daxplane("who", "dax0.0").out()).contains("db, lease 1 of pages 0-511, quiesced, generation 2");
        assertThat(daxplane("release", "dax0.0").exitCode()).isZero();
        assertThat(daxplane("lease", "resume", "dax0.0").exitCode()).isZero();
        awaitText(client, "revoke 1\nresumed 1\ngranted 1");
        assertThat(daxplane("history", "dax0.0").out()).contains("leased to db");

        client.process().destroyForcibly();
        client.end();
        assertThat(daxplane("lease", "list").out()).doesNotContain("db");
        assertThat(daxplane("lease", "serve").err()).contains("EBUSY");
    }

    @Test
    void theClientInCLetsGoAndTakesAgain() throws Exception {
        var compiled = home.resolve("lease-holder");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "a C compiler");
        var build = Process.run(home, Map.of(), "", List.of("cc", "-Wall", "-Werror", "-o", compiled.toString(), Distribution.CHECKOUT.resolve("docs/lease-holder.c").toString()));
        assertThat(build.exitCode()).as(build.err()).isZero();
        var client = started(Process.command(compiled, home.resolve("s").toString(), "dax0.0", "512"));
        awaitText(client, "granted 1");
        assertThat(daxplane("lease", "revoke", "dax0.0").exitCode()).isZero();
        awaitText(client, "revoke 1");
        assertThat(daxplane("lease", "resume", "dax0.0").exitCode()).isZero();
        awaitText(client, "revoke 1\ngranted 1");
    }
}
