package daxplane.block.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SfdiskScriptTest {

    /** Corpus nt-err-partition, step 1. */
    @Test void fieldsWithoutANameCountByTheirPlace() {
        assertThat(SfdiskScript.parse("2048,8192\n16384,8192,82\n,,L\n- , 10M\n").orElseThrow().parts()).containsExactly(
                Map.of("start", "2048", "size", "8192"), Map.of("start", "16384", "size", "8192", "type", "82"), Map.of("type", "L"), Map.of("size", "10M"));
    }

    @Test void namesAndHeadersAreUnderstoodAndTooManyFieldsAreNot() {
        var script = SfdiskScript.parse("label: gpt\n\nstart=2048, size=1024\n").orElseThrow();
        assertThat(script.headers()).containsEntry("label", "gpt");
        assertThat(script.parts()).containsExactly(Map.of("start", "2048", "size", "1024"));
        assertThat(SfdiskScript.parse("1,2,3,*,5\n")).isEmpty();
    }
}
