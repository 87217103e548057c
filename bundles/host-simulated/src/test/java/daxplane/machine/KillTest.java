package daxplane.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.machine.host.SimulatedHost;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed at random moments; a call has happened as a whole or not at all, in documents and on media. */
class KillTest {

    private static final long SEED = 20261120;
    private static final int KILLS = 8;

    @TempDir
    private Path folder;

    @Test
    void aKilledProcessLeavesTheStateBeforeOrAfterACall() throws Exception {
        Path definition = Folders.counterDefinition(folder);
        Random random = new Random(SEED);
        int last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int acknowledged = runAndKill(definition, 1 + random.nextInt(4000), last);
            try (SimulatedHost host = new SimulatedHost(Machine.open(Folders.settings(folder, definition), Folders.shelf("1")))) {
                int value = Integer.parseInt(host.attributes().read(CounterModule.PATH + "counter0/value").strip());
                assertThat(value).as("kill %d", kill).isBetween(acknowledged, acknowledged + 1);
                for (int i = 0; i < 3; i++) {
                    assertThat(host.attributes().read(CounterModule.PATH + "counter" + i + "/value")).isEqualTo(value + "\n");
                    assertThat(CounterModule.valueIn(host.labelAreas().read("nmem0", 4096 * i, 8))).contains(value);
                }
                last = value;
            }
        }
        assertThat(last).isGreaterThan(KILLS);
    }

    /** @return the last value that the process was told is written */
    private int runAndKill(Path definition, int values, int before) throws Exception {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dbasedir=" + System.getProperty("basedir", "."), "-cp", System.getProperty("java.class.path"), KilledProcess.class.getName(),
                folder.toString(), definition.toString())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int acknowledged = before;
        try (BufferedReader output = process.inputReader()) {
            for (int i = 0; i < values; i++) {
                acknowledged = Integer.parseInt(output.readLine());
            }
            process.toHandle().destroyForcibly();                 // unlike Process.destroyForcibly it leaves the output readable
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                acknowledged = line.isEmpty() ? acknowledged : Math.max(acknowledged, wholeNumber(line, acknowledged));
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    /** The last line may be cut off in the middle of its number. */
    private static int wholeNumber(String line, int before) {
        int number = Integer.parseInt(line);
        return number == before + 1 ? number : before;
    }
}
