package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.fixtures.machine.Machines;
import daxplane.host.Cancellation;
import daxplane.host.Effects;
import daxplane.machine.Machine;
import daxplane.machine.MachineSettings;
import daxplane.machine.host.SimulatedHost;
import daxplane.tools.Console;
import daxplane.tools.Follow;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ndctl monitor} on the kernel's test DIMMs, as recorded in nt-monitor-filter and err-cmd-smart. Time stands still but where it is set. */
class MonitorTest {

    private static final String LOG = "/tmp/log";

    @TempDir
    private Path state;
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final List<Consumer<Instant>> looks = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_795_897_029, 5);
    private SimulatedHost host;

    @BeforeEach
    void boot() throws Exception {
        host = new SimulatedHost(Machine.open(new MachineSettings(state.resolve("machine"), Optional.of(Machines.HOME.resolve("config/machines/nfit-test")),
                UUID::randomUUID), Machines.allModules()));
        host.faults().stopClock();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private int ndctl(String... words) {
        var console = new Console() {
            @Override
            public void stdout(String text) {
                out.append(text);
            }

            @Override
            public void stderr(String text) {
                err.append(text);
            }

            @Override
            public void stdout(byte[] bytes) {
            }
        };
        var operator = new LocalFiles() {
            @Override
            public byte[] read(String path) throws IOException {
                return Optional.ofNullable(files.get(path)).orElseThrow(() -> new NoSuchFileException(path));
            }

            @Override
            public List<String> list(String directory) {
                return List.of();
            }

            @Override
            public void write(String path, byte[] bytes) throws IOException {
                if (!path.startsWith("/tmp/")) {
                    throw new NoSuchFileException(path);
                }
                files.put(path, bytes);
            }

            @Override
            public byte[] standardInput() {
                return new byte[0];
            }
        };
        var follow = new Follow() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public boolean with(Consumer<Instant> look) {
                return looks.add(look);
            }
        };
        return new Toolbox().named("ndctl").orElseThrow().run(new ToolEnvironment(host, effect -> Effects.perform(host, effect, Cancellation.NEVER),
                console, UUID::randomUUID, operator, follow), List.of(words));
    }

    /** A change, and what those who wait tell of it: a line for each, with its DIMM and what is true. */
    private List<String> after(String... change) {
        files.remove(LOG);
        out.setLength(0);
        assertThat(change.length == 0 ? 0 : ndctl(change)).isZero();
        looks.forEach(look -> look.accept(now));
        return told();
    }

    private List<String> told() {
        String log = new String(files.getOrDefault(LOG, new byte[0]), StandardCharsets.UTF_8);
        return log.lines().filter(line -> line.startsWith("{")).map(line -> {
            var dimm = line.replaceAll(".*\"dev\":\"(nmem\\d)\".*", "$1");
            var events = java.util.regex.Pattern.compile("\"dimm-([a-z-]+)\":true").matcher(line).results().map(found -> found.group(1)).toList();
            return dimm + " " + String.join(" ", events);
        }).toList();
    }

    @Test
    void beginsWithWhatHoldsAlreadyAndSwitchesAlarmsOn() {
        assertThat(ndctl("monitor", "-l", LOG)).isZero();

        assertThat(told()).containsExactly("nmem1 spares-remaining media-temperature", "nmem3 spares-remaining media-temperature",
                "nmem0 spares-remaining media-temperature", "nmem2 spares-remaining media-temperature");
        String log = new String(files.get(LOG), StandardCharsets.UTF_8);
        long pid = ProcessHandle.current().pid();
        assertThat(log).startsWith("[1795897029.000000005] [" + pid + "] nmem5: no smart support\n[1795897029.000000005] [" + pid + "] nmem4: no smart support\n"
                + "{\"timestamp\":\"1795897029.000000005\",\"pid\":" + pid + ",\"event\":{\"dimm-spares-remaining\":true,\"dimm-media-temperature\":true,"
                + "\"dimm-controller-temperature\":false,\"dimm-health-state\":false,\"dimm-unclean-shutdown\":false},\"dimm\":{\"dev\":\"nmem1\",");
        out.setLength(0);
        ndctl("list", "-DH", "-d", "nmem0");
        assertThat(out.toString()).contains("\"alarm_enabled_ctrl_temperature\":true");
    }

    @Test
    void tellsOfWhatThePlatformWouldNotifyOf() {
        ndctl("monitor", "-d", "nmem0 nmem1", "-D", "dimm-health-state dimm-unclean-shutdown", "-l", LOG);

        assertThat(told()).as("nothing of that holds yet").isEmpty();
        assertThat(after("inject-smart", "-m", "50", "nmem0")).as("not asked for").isEmpty();
        assertThat(after("inject-smart", "-m", "20", "nmem0")).as("below the limit again").isEmpty();
        assertThat(after("inject-smart", "-f", "nmem0")).containsExactly("nmem0 health-state");
        assertThat(after("inject-smart", "-U", "nmem1")).containsExactly("nmem1 unclean-shutdown");
        assertThat(after("inject-smart", "-f", "nmem2")).as("another DIMM").isEmpty();
        assertThat(after()).as("nothing happened").isEmpty();
    }

    @Test
    void repeatsAllThatHoldsNotWhatIsNew() {
        ndctl("monitor", "-d", "nmem0", "-l", LOG);
        after("inject-smart", "-f", "nmem0");

        assertThat(after("inject-smart", "-s", "4", "nmem0")).containsExactly("nmem0 spares-remaining media-temperature health-state");
    }

    @Test
    void tellsAgainWhenPolled() {
        ndctl("monitor", "-d", "nmem0", "-p", "10", "-l", LOG);

        now = now.plusSeconds(9);
        assertThat(after()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(after()).containsExactly("nmem0 spares-remaining media-temperature");
        assertThat(after()).isEmpty();
    }

    @Test
    void takesObjectsOfItsFileToThoseOfItsLine() {
        files.put("/tmp/monitor.conf", "[monitor]\n# dimm = nmem3\ndimm = nmem1\nlog=/tmp/log\ndimm-event =\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ndctl("monitor", "-v", "-c", "/tmp/monitor.conf", "-d", "nmem0")).isZero();

        assertThat(told()).containsExactly("nmem1 spares-remaining media-temperature", "nmem0 spares-remaining media-temperature");
        assertThat(err).hasToString("config-file syntax error, skip line[1]\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-d nmem9 | 250 | no dimms to monitor, exiting | ''",
        "-d nmem5 -l standard | 250 | no dimms to monitor, exiting | nmem5: no smart support",
        "-D dimm-bogus | 0 | '' | no dimm-event named dimm-bogus",
        "-D dimm-health-state,all | 0 | '' | no dimm-event named dimm-health-state,all",
        "-l /nowhere/log | 254 | '' | '  Error: open /nowhere/log failed'",
        "-c /nowhere | 254 | '' | /nowhere cannot be opened",
    })
    void refusesAsTheOriginalDoes(String options, int exit, String stdout, String stderr) {
        assertThat(ndctl(("monitor " + options).split(" "))).isEqualTo(exit);

        assertThat(out.toString().strip()).isEqualTo(stdout);
        assertThat(err.toString().stripTrailing()).isEqualTo(stderr);
        assertThat(looks).isEmpty();
    }

    @Test
    void leavesNoProcessBehind() {
        assertThat(ndctl("monitor", "--daemon")).isEqualTo(161);
        assertThat(err).contains("daxplane ndctl monitor -l FILE &");
    }
}
