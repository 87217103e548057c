package daxplane.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {

    private static final String RECORDED = """
            {"/sys/a": ["d", "0755"], "/sys/a/size": ["f", "0444", "4096\\n"], "/sys/a/delete": ["f", "0200", null],
             "/sys/a/resource": ["f", "0400", "!ENXIO"], "/sys/a/driver": ["l", "../d"]}""";

    @Test
    void isEqualToItself() throws Exception {
        var comparison = Comparison.trees(FileTree.read(json(RECORDED)), FileTree.read(json(RECORDED)));

        assertThat(comparison.compared()).isEqualTo(5);
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void tellsWhatIsMissingElsewhereAndOther() throws Exception {
        var here = FileTree.read(json("""
                {"/sys/a": ["d", "0755"], "/sys/a/size": ["f", "0444", "8192\\n"], "/sys/a/delete": ["f", "0200", null],
                 "/sys/a/resource": ["d", "0755"], "/sys/a/new": ["l", "x"]}"""));

        assertThat(Comparison.trees(FileTree.read(json(RECORDED)), here).differences())
                .containsEntry("/sys/a/size", "recorded 4096, here 8192")
                .containsEntry("/sys/a/resource", "recorded !ENXIO, here (a directory)")
                .containsEntry("/sys/a/driver", "recorded -> ../d, here (absent)")
                .containsEntry("/sys/a/new", "recorded (absent), here -> x").hasSize(4);
    }

    @Test
    void deviceNumbersMayDiffer() throws Exception {
        var one = FileTree.read(json("{\"/d/uevent\": [\"f\", \"0644\", \"MAJOR=1\\nDRIVER=a\\n\"], \"/d/dev\": [\"f\", \"0444\", \"1:2\"]}"));
        var other = FileTree.read(json("{\"/d/uevent\": [\"f\", \"0644\", \"MAJOR=7\\nDRIVER=b\\n\"], \"/d/dev\": [\"f\", \"0444\", \"7:2\"]}"));

        assertThat(Comparison.trees(one, other).differences()).containsOnlyKeys("/d/uevent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"/a\": 7}", "{\"/a\": []}", "{\"/a\": [\"f\", \"0444\"]}", "{\"/a\": null}", "{\"/a\": [\"d\"]}",
            "{\"/a\": [\"l\", null]}", "{\"/a\": [null, \"x\"]}", "{\"/a\": [null, \"x\", \"y\"]}"})
    void refusesWhatIsNoEntry(String json) {
        assertThatThrownBy(() -> FileTree.read(json(json))).isInstanceOf(IOException.class).hasMessageContaining("/a");
    }

    private static InputStream json(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
