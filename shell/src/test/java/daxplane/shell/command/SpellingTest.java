package daxplane.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> KNOWN = List.of("list", "assign", "drift", "ls");

    @Test
    void suggestsTheNearest() {
        assertThat(Spelling.suggestion("lst", KNOWN)).isEqualTo("; did you mean 'list'? ");
        assertThat(Spelling.suggestion("asign", KNOWN)).isEqualTo("; did you mean 'assign'? ");
    }

    @Test
    void takesTwoNeighboursInTheWrongOrderForOneSlip() {
        assertThat(Spelling.suggestion("histroy", List.of("destroy", "history"))).isEqualTo("; did you mean 'history'? ");
        assertThat(Spelling.suggestion("lsit", List.of("exit", "list"))).isEqualTo("; did you mean 'list'? ");
    }

    @Test
    void suggestsNothingThatIsFarAway() {
        assertThat(Spelling.suggestion("list".repeat(10_000), KNOWN)).isEqualTo("; ");
        assertThat(Spelling.suggestion("format-disk", KNOWN)).isEqualTo("; ");
        assertThat(Spelling.suggestion("x", KNOWN)).isEqualTo("; ");
    }
}
