package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.launch.Application;
import daxplane.launch.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the program: nothing is taken away from under whoever works, and nobody is told what is not so. */
class EndingTest {

    private static final Ending.Patience NONE = new Ending.Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> happened = new ArrayList<>();
    private final Ending ending = new Ending(new PrintStream(err, true, StandardCharsets.UTF_8), NONE,
            status -> happened.add("halted with " + status));

    /** Can be stopped, or not. */
    private record Working(boolean canStop, List<String> happened) implements Application {

        @Override
        public int run(Invocation invocation) {
            return 0;
        }

        @Override
        public boolean end(Duration limit) {
            happened.add("application asked");
            return canStop;
        }
    }

    private void signal() {
        ending.end(() -> happened.add("framework stopped"));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStartThatIsEndedSaysSoAndGoesBack() throws Exception {
        signal();

        assertThat(told()).isEqualTo("daxplane: ended by a signal while it started; nothing was done\n");
        assertThat(happened).as("the thread that starts the framework stops it").isEmpty();
        assertThatThrownBy(ending::goOn).isInstanceOf(Ending.Ended.class);
        assertThatThrownBy(() -> ending.begin(new Working(true, happened))).isInstanceOf(Ending.Ended.class);
    }

    @Test
    void waitsForAStartToGoBack() throws Exception {
        var patient = new Ending(new PrintStream(err, true, StandardCharsets.UTF_8), new Ending.Patience(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO),
                _ -> { });
        var asked = new CountDownLatch(1);
        var starting = Thread.ofPlatform().start(() -> {
            try {
                while (!patient.asked()) {
                    Thread.onSpinWait();
                }
                asked.await();
                happened.add("start went back");
                patient.over();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        var signal = Thread.ofPlatform().start(() -> patient.end(() -> { }));
        while (signal.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(told()).isEmpty();
        asked.countDown();
        signal.join();
        starting.join();

        assertThat(happened).containsExactly("start went back");
        assertThat(told()).contains("while it started");
    }

    @Test
    void theFrameworkGoesAfterTheApplication() throws Exception {
        ending.begin(new Working(true, happened));

        signal();

        assertThat(happened).containsExactly("application asked", "framework stopped");
        assertThat(told()).isEmpty();
    }

    @Test
    void whoCanNotBeStoppedKeepsTheFrameworkAndLosesItsVoice() throws Exception {
        var out = new ByteArrayOutputStream();
        var voice = Voice.of(new PrintStream(out, true, StandardCharsets.UTF_8), ending);
        ending.begin(new Working(false, happened));
        voice.println("heard");

        signal();
        voice.println("there is no host 'simulated'");

        assertThat(happened).containsExactly("application asked");
        assertThat(told()).contains("in the middle of a command").contains("the next start settles it");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("heard\n");
    }

    @Test
    void whoIsOnTheWayOutAlreadyIsLeftAlone() throws Exception {
        ending.begin(new Working(true, happened));
        ending.finished();

        signal();

        assertThat(happened).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void anOrderlyEndIsNone() throws Exception {
        ending.begin(new Working(true, happened));
        ending.finished();
        ending.over();

        signal();

        assertThat(ending.asked()).isFalse();
    }

    @Test
    void knowsASystemExitByItsStack() {
        assertThat(ExitCaller.in(stack("java.lang.Shutdown.exit", "java.lang.Runtime.exit", "java.lang.System.exit", "example.Rogue.probe",
                "daxplane.kernel.Binding.bind"))).contains("example.Rogue");
        assertThat(ExitCaller.in(stack("java.lang.Shutdown.exit", "java.lang.Runtime.exit", "example.Rogue.run"))).contains("example.Rogue");
        assertThat(ExitCaller.in(stack("java.lang.Shutdown.exit", "java.lang.Terminator$1.handle", "jdk.internal.misc.Signal$1.run"))).isEmpty();
        assertThat(ExitCaller.in(stack("java.lang.Runtime.gc", "java.lang.System.gc", "example.Rogue.run"))).isEmpty();
        assertThat(ExitCaller.in(stack())).isEmpty();
    }

    private static StackTraceElement[] stack(String... calls) {
        return java.util.Arrays.stream(calls).map(call -> new StackTraceElement(call.substring(0, call.lastIndexOf('.')),
                call.substring(call.lastIndexOf('.') + 1), "", 1)).toArray(StackTraceElement[]::new);
    }

    @Test
    void leavesNothingInTheTemporaryDirectory(@TempDir Path directory) throws Exception {
        var cache = ending.scratch(Files.createDirectories(directory.resolve("daxplane-1")));
        Files.writeString(Files.createDirectories(cache.resolve("bundle7")).resolve("bundle.info"), "x");

        signal();

        assertThat(directory).isEmptyDirectory();
    }

    /** Whoever looks whether a stream still takes something is told. */
    @Test
    void aVoiceTellsWhenNobodyTakesIt() {
        var full = new PrintStream(new java.io.OutputStream() {
            @Override
            public void write(int character) throws java.io.IOException {
                throw new java.io.IOException("No space left on device");
            }
        }, true, StandardCharsets.UTF_8);
        var voice = Voice.of(full, ending);

        voice.println("lost");

        assertThat(voice.checkError()).isTrue();
    }
}
