package daxplane.tools.session;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.tools.fixture.Run;
import daxplane.tools.fixture.TreeAttributes;
import daxplane.tools.fixture.TreeHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that takes options alone tells each word that it was given, whatever stands around it, and does nothing. */
class EntryTest {

    @ParameterizedTest
    @ValueSource(strings = {"ndctl", "daxctl", "cxl"})
    void tellsTheWordsThatNobodyUnderstands(String tool) {
        var run = Run.of(new TreeHost(new TreeAttributes()), tool + " list one -i -- -two");

        assertThat(run.exitCode()).isEqualTo(129);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).startsWith("  Error: unknown parameter \"one\"\n\n  Error: unknown parameter \"-two\"\n\n\n usage: " + tool + " list [<options>]\n");
    }
}
