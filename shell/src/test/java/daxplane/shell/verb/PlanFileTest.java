package daxplane.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.control.PlanPin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved plan is read as it was written, and nothing else is taken for one. */
class PlanFileTest {

    private static final PlanFile PLAN = PlanFile.of(List.of("assign", "dax0.0", "system-ram", "--reason", "more  memory = better"),
            new PlanPin("simulated machine two-socket", List.of("modprobe kmem ; then the kernel accepts it", "echo  > /sys/x ; then step 2"),
                    new TreeMap<>(Map.of("dax0.0", "devdax", "namespace0.1", "fsdax, 256 MiB"))));

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws Exception {
        PLAN.write(file());
        assertThat(PlanFile.read(file())).isEqualTo(PLAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"word assign", "step modprobe kmem", "object dax0.0 = devdax", "machine simulated"})
    void refusesWhatWasEdited(String line) throws Exception {
        PLAN.write(file());
        String text = Files.readString(Path.of(file()));
        assertThat(text).contains(line);
        Files.writeString(Path.of(file()), text.replace(line, line + "x"));
        refuses("it was changed since it was saved");
    }

    @Test
    void refusesWhatIsCutOff() throws Exception {
        PLAN.write(file());
        byte[] bytes = Files.readAllBytes(Path.of(file()));
        for (int length : new int[] {bytes.length - 1, bytes.length / 2, 17}) {
            Files.write(Path.of(file()), java.util.Arrays.copyOf(bytes, length));
            refuses("");
        }
    }

    @Test
    void refusesAnotherVersion() throws Exception {
        Files.writeString(Path.of(file()), "daxplane-plan 2\nword assign\n");
        refuses("another version of daxplane saved it (daxplane-plan 2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", "\u0000\u0001", "{\"plan\": 1}"})
    void refusesWhatIsNoPlan(String text) throws Exception {
        Files.write(Path.of(file()), text.getBytes(StandardCharsets.UTF_8));
        refuses("it is no plan that daxplane saved");
    }

    @Test
    void refusesBytesThatAreNoText() throws Exception {
        Files.write(Path.of(file()), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refuses("it is no text in UTF-8");
    }

    @Test
    void saysWhyAFileCannotBeReadOrWritten() {
        assertThatThrownBy(() -> PlanFile.read(folder.resolve("nosuch").toString())).isInstanceOf(Failure.class).hasMessageContaining("No such file or directory");
        assertThatThrownBy(() -> PlanFile.read(folder.toString())).isInstanceOf(Failure.class).hasMessageContaining("Is a directory");
        assertThatThrownBy(() -> PLAN.write(folder.resolve("nosuch/plan").toString())).isInstanceOf(Failure.class).hasMessageContaining("cannot be written");
    }

    @Test
    void doesNotSaveAWordWithALineBreak() {
        assertThatThrownBy(() -> PlanFile.of(List.of("assign", "a\nb"), PLAN.pin()).write(file())).isInstanceOf(Failure.class).hasMessageContaining("line break");
    }

    private String file() {
        return folder.resolve("hand-over.plan").toString();
    }

    private void refuses(String why) {
        assertThatThrownBy(() -> PlanFile.read(file())).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(failure).hasMessageContaining(why);
        });
    }
}
