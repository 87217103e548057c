package daxplane.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void namesComeAsPeopleCountThem() {
        var found = Stream.of("memory10", "memory2", "memory9", "dax10.0", "dax2.10", "dax2.9").map(Suggestion::of).toList();

        assertThat(Suggestion.inOrder(found)).extracting(Suggestion::value).containsExactly("dax2.9", "dax2.10", "dax10.0", "memory2", "memory9", "memory10");
        assertThat(Suggestion.inOrder(found)).extracting(Suggestion::rank).isSorted();
    }

    @Test
    void ofDifferentRanksTheLowerComesFirst() {
        var found = Stream.of(Suggestion.of("ndctl").ranked(1), Suggestion.of("assign").ranked(2), Suggestion.of("who").ranked(0)).toList();

        assertThat(Suggestion.inOrder(found)).extracting(Suggestion::value).containsExactly("who", "ndctl", "assign");
    }
}
