package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a word of the field stands for the first time, it leads to the glossary: in what is read first, and by people who are new. */
class GlossaryIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\|");
    private static final Pattern TO_THE_GLOSSARY = Pattern.compile("\\[[^\\]]*\\]\\([^)]*GLOSSARY\\.md\\)");
    private static final Pattern NOT_PROSE = Pattern.compile("(?ms)^```.*?^```|^(?: {4}|#)[^\n]*|`[^`]*`|(?<=\\])\\([^)]*\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/CONSOLE.md", "docs/OPERATIONS.md", "docs/TOUR.md"})
    void theFirstUseOfAWordLeadsToTheGlossary(String document) throws IOException {
        String text = Files.readString(Distribution.CHECKOUT.resolve(document));
        String prose = NOT_PROSE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", "\0"));
        List<MatchResult> links = TO_THE_GLOSSARY.matcher(text).results().toList();

        var unexplained = new ArrayList<String>();
        int used = 0;
        for (String word : wordsOfTheField()) {
            var first = form(word).matcher(prose);
            if (first.find()) {
                used++;
                int at = first.start();
                int end = first.end();
                if (links.stream().noneMatch(link -> link.start() <= at && end <= link.end())) {
                    unexplained.add(word + ", line " + (1 + prose.substring(0, at).chars().filter(character -> character == '\n').count()));
                }
            }
        }

        assertThat(unexplained).as("words of the field in " + document + " without a link where they stand first").isEmpty();
        assertThat(used).as("words that are used").isGreaterThan(5);
    }

    private static List<String> wordsOfTheField() throws IOException {
        String glossary = Files.readString(Distribution.CHECKOUT.resolve("docs/GLOSSARY.md"));
        String field = glossary.substring(glossary.indexOf("## The field"), glossary.indexOf("## Ours"));
        return ROW.matcher(field).results().map(row -> row.group(1)).filter(word -> !word.equals("word") && !word.equals("---"))
                .flatMap(word -> word.equals("address, physical") ? Stream.of("physical address") : Stream.of(word.split(", "))).toList();
    }

    /** Also of several; abbreviations as they are written. */
    private static Pattern form(String word) {
        String form = "(?<![\\w/.-])" + Stream.of(word.split(" ")).map(Pattern::quote).reduce((one, next) -> one + "\\s" + next).orElseThrow()
                + "(?:s|es)?(?![\\w/-]|\\.\\w)";
        return Pattern.compile(form, word.matches("[A-Z]{3}.*") ? 0 : Pattern.CASE_INSENSITIVE);
    }
}
