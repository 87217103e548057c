package daxplane.tools.ndctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.labels.AreaSource;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The label commands on areas in files, on a machine that has no DIMM. */
class LabelFilesTest {

    private static final int AREA = 131072;
    private static final byte[] RECORDED = unpack("label-areas.bin.gz");

    private final MemoryFiles files = new MemoryFiles().with("./area", new byte[AREA]);

    private Run run(String line) {
        return Run.of(new TreeHost(new TreeAttributes()), files, List.of(line.split(" ")));
    }

    static Stream<Map<String, Object>> recordings() {
        return new String(unpack("read-labels.jsonl.gz"), StandardCharsets.UTF_8).lines().map(LabelFilesTest::parse);
    }

    /** What the originals said of a DIMM is what is said of its area in a file. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void saysOfADumpWhatTheOriginalsSaidOfTheDimm(Map<String, Object> recorded) {
        StringBuilder line = new StringBuilder("ndctl " + recorded.get("command"));
        String expected = (String) recorded.get("stdout");
        for (Map.Entry<?, ?> dimm : ((Map<?, ?>) recorded.get("dimms")).entrySet()) {
            int area = (int) dimm.getValue();
            files.with("dumps/" + dimm.getKey(), Arrays.copyOfRange(RECORDED, area * AREA, (area + 1) * AREA));
            line.append(" dumps/").append(dimm.getKey());
            expected = expected.replace("\"dev\":\"" + dimm.getKey() + '"', "\"dev\":\"dumps\\/" + dimm.getKey() + '"');
        }

        Run run = run(line.toString());

        assertThat(run.stdout()).isEqualTo(expected);
        assertThat(run.stderr()).isEqualTo(recorded.get("stderr"));
        assertThat(run.exitCode()).isEqualTo(recorded.get("rc"));
        assertThat(run.effects()).as("no machine is touched").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1,V1_1", "1.2,V1_2", "v1.2,V1_2"})
    void initialisesAnAreaInAFile(String version, LabelFormat format) {
        assertThat(run("ndctl check-labels ./area")).extracting(Run::exitCode, Run::stderr)
                .containsExactly(1, "successfully verified 0 nmem label\n");
        assertThat(run("ndctl init-labels -V " + version + " ./area")).extracting(Run::exitCode, Run::stderr)
                .containsExactly(0, "initialized 1 nmem\n");

        assertThat(((LabelStore.Labelled) LabelStore.read(AreaSource.of(files.content("./area")))).layout().format()).isEqualTo(format);
        assertThat(run("ndctl check-labels ./area").exitCode()).isZero();
        assertThat(run("ndctl init-labels ./area")).extracting(Run::exitCode, Run::stderr)
                .containsExactly(1, "./area: error: labels already initialized\ninitialized 0 nmem\n");
        assertThat(run("ndctl init-labels -f ./area").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1280, 4096, 262144, 4 << 20})
    void takesAreasOfEverySize(int bytes) {
        files.with("./area", new byte[bytes]);

        assertThat(run("ndctl init-labels -V 1.2 ./area").exitCode()).isZero();
        assertThat(run("ndctl check-labels ./area").exitCode()).isZero();
        assertThat(files.content("./area")).hasSize(bytes);
        assertThat(run("ndctl read-labels -j ./area").stdout()).contains("\"signature\":\"NAMESPACE_INDEX\"").contains("\"seq\":3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 71, 512, 1023, (4 << 20) + 1})
    void refusesFilesThatAreNoLabelArea(int bytes) {
        files.with("./area", new byte[bytes]);

        assertThat(run("ndctl init-labels ./area")).extracting(Run::exitCode, Run::stderr).containsExactly(1, "initialized 0 nmem\n");
        assertThat(run("ndctl check-labels ./area").exitCode()).isOne();
        assertThat(run("ndctl read-labels -j ./area").exitCode()).isZero();
        assertThat(files.content("./area")).isEqualTo(new byte[bytes]);
    }

    /** As ndctl 76 does: a slot that tells another number is passed over, and those behind it are shown. */
    @Test void showsTheLabelsBehindASlotThatTellsAnotherNumber() {
        run("ndctl init-labels -V 1.2 ./area");
        byte[] area = files.content("./area");
        area[512 + 120] = 77;
        area[512 + 256 + 120] = 1;
        files.with("./area", area);

        assertThat(run("ndctl read-labels -j ./area").stdout()).contains("\"slot\":1,").doesNotContain("\"slot\":77").doesNotContain("\"slot\":0,");
    }

    @Test void copiesOneAreaIntoAnother() {
        run("ndctl init-labels -V 1.2 ./area");
        files.with("./other", new byte[AREA]);

        assertThat(run("ndctl read-labels ./area -o ./copy").stderr()).isEqualTo("read 1 nmem\n");
        assertThat(run("ndctl write-labels -i ./copy ./other").stderr()).isEqualTo("wrote 1 nmem\n");

        assertThat(files.content("./copy")).isEqualTo(files.content("./area"));
        assertThat(files.content("./other")).isEqualTo(files.content("./area"));
        assertThat(run("ndctl read-labels -I ./area -o ./index").exitCode()).isZero();
        assertThat(files.content("./index")).isEqualTo(Arrays.copyOf(files.content("./area"), 512));
        assertThat(run("ndctl write-labels ./other").exitCode()).as("from the standard input").isZero();
        assertThat(files.content("./other")).startsWith(1, 2, 3);
        assertThat(files.content("./other")).hasSize(AREA);
    }

    @Test void zeroesAPartOrAll() {
        run("ndctl init-labels ./area");

        assertThat(run("ndctl zero-labels -s 256 ./area").stderr()).isEqualTo("zeroed 1 nmem\n");
        assertThat(run("ndctl check-labels ./area").exitCode()).as("the second index is left").isZero();
        assertThat(run("ndctl zero-labels ./area").exitCode()).isZero();
        assertThat(files.content("./area")).isEqualTo(new byte[AREA]);
        assertThat(run("ndctl zero-labels -s 131072 -O 1 ./area").exitCode()).as("offset and size reach beyond the area").isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-labels", "init-labels", "zero-labels", "read-labels", "read-labels -j"})
    void saysThatThereIsNoSuchFile(String command) {
        Run run = run("ndctl " + command + " ./nothing");

        assertThat(run.exitCode()).isOne();
        assertThat(run.stderr()).startsWith("failed to open: ./nothing: (No such file or directory)\n");
    }

    @Test void saysThatAFileCanNotBeWritten() {
        files.with("/full/area", new byte[AREA]);

        assertThat(run("ndctl init-labels /full/area")).extracting(Run::exitCode, Run::stderr)
                .containsExactly(1, "failed to open: /full/area: (No space left on device)\ninitialized 0 nmem\n");
    }

    /** Without a slash it is the name of a DIMM, or a wrong one. */
    @Test void doesNotTakeEveryWordForAFile() {
        assertThat(run("ndctl check-labels area")).extracting(Run::exitCode).isEqualTo(129);
        assertThat(run("ndctl check-labels area").stderr()).startsWith("'area' is not a valid dimm name\n");
        assertThat(run("ndctl disable-dimm ./area").exitCode()).as("a file cannot be disabled").isEqualTo(129);
    }

    @Test void checksAndRepairsAnAreaInAFile() {
        run("ndctl init-labels -V 1.2 ./area");
        byte[] damaged = files.content("./area").clone();
        damaged[100] ^= 1;
        files.with("./area", damaged);

        assertThat(run("labels check ./area")).extracting(Run::exitCode, Run::stdout).containsExactly(1, """
                ./area: index block 0 does not count: wrong checksum; it is written anew from the other index block
                checked 1 label area: 1 fault
                """);
        assertThat(files.content("./area")).isEqualTo(damaged);
        assertThat(run("labels repair ./area").exitCode()).isZero();
        assertThat(run("labels check ./area").stdout()).isEqualTo("checked 1 label area: 0 faults\n");
        assertThat(run("labels repair ./nothing")).extracting(Run::exitCode).isEqualTo(1);
        assertThat(run("labels repair area").exitCode()).isEqualTo(129);
    }

    @Test void leavesWhatNobodyCanRepair() {
        run("ndctl init-labels -V 1.2 ./area");
        byte[] damaged = files.content("./area").clone();
        damaged[100] ^= 1;
        damaged[256 + 100] ^= 1;
        files.with("./area", damaged);

        assertThat(run("labels repair ./area").exitCode()).isOne();
        assertThat(run("labels repair ./area").stdout()).contains("init-labels begins anew\n").endsWith("repaired 0 of 2 faults in 1 label area\n");
        assertThat(files.content("./area")).isEqualTo(damaged);
    }

    private static Map<String, Object> parse(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static byte[] unpack(String resource) {
        try (InputStream in = new GZIPInputStream(LabelFilesTest.class.getResourceAsStream(resource))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }

    @Test
    void leavesTheBracketsOfAListOfOneAwayAtATerminal() {
        run("ndctl init-labels ./area");
        List<String> words = List.of("ndctl", "read-labels", "-j", "./area");

        assertThat(run("ndctl read-labels -j ./area").stdout()).startsWith("[\n  {\n    \"dev\":\".\\/area\",");
        assertThat(Run.of(new TreeHost(new TreeAttributes()), files, words, true).stdout()).startsWith("{\n  \"dev\":\".\\/area\",").endsWith("}\n");
    }
}
