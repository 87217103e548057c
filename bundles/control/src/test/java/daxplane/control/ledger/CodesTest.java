package daxplane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.control.RefusalCode;
import daxplane.events.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs rely on codes: each is explained, has one word, and keeps it. */
class CodesTest {

    @Test
    void everyCodeIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("../../docs/JOURNAL.md"));
        String codes = document.substring(document.indexOf("**Codes.**"), document.indexOf("**What is wanted**"));

        assertThat(words()).allSatisfy(word -> assertThat(codes).contains("`" + word + "`"));
    }

    @Test
    void noTwoCodesHaveOneWord() {
        assertThat(Arrays.stream(RefusalCode.values()).map(RefusalCode::word)).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z-]+"));
        assertThat(Arrays.stream(FailureCode.values()).map(FailureCode::word)).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z-]+"));
    }

    private static Stream<String> words() {
        return Stream.concat(Arrays.stream(RefusalCode.values()).map(RefusalCode::word), Arrays.stream(FailureCode.values()).map(FailureCode::word));
    }
}
