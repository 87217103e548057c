package daxplane.shell.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import daxplane.control.Actor;
import daxplane.script.Interruption;
import daxplane.script.Streams;
import daxplane.shell.screen.Format;
import daxplane.shell.screen.Screen;
import daxplane.shell.verb.CommandResolver;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Failure;
import daxplane.shell.verb.Verb;
import daxplane.shell.session.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The text commands do what those do that people know. */
class TextVerbsTest {

    @TempDir
    Path folder;

    private static String run(Verb verb, String input, String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new CommandLine(verb).parseArgs(words);
        var streams = new Streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), stream, stream);
        Session session = mock();
        CommandResolver language = mock();
        int status = verb.run(new Context(session, new Screen(80, false, Format.TABLE), streams, new Actor("root", ""), language, OptionalLong.empty(), new Interruption(), java.util.Optional.empty()));
        return out.toString(StandardCharsets.UTF_8) + (status == 0 ? "" : "status " + status + "\n");
    }

    private static String lines(String words) {
        return words == null ? "" : words.replace('/', '\n') + "\n";
    }

    @ParameterizedTest
    @CsvSource({"-n 2, 1/2", "-n -1, 1/2/3/4", "-n 9, 1/2/3/4/5"})
    void head(String words, String printed) throws Exception {
        assertThat(run(new HeadVerb(), "1\n2\n3\n4\n5\n", words.split(" "))).isEqualTo(lines(printed));
    }

    @Test
    void headOfNothingAndNothingOfHead() throws Exception {
        assertThat(run(new HeadVerb(), "", "-n", "2")).isEmpty();
        assertThat(run(new HeadVerb(), "a\n", "-n", "0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-n 2, 4/5", "-n +4, 4/5", "-n 9, 1/2/3/4/5", "-n -1, 5"})
    void tail(String words, String printed) throws Exception {
        assertThat(run(new TailVerb(), "1\n2\n3\n4\n5\n", words.split(" "))).isEqualTo(lines(printed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | 10 b/9 a/9 a/B 1/a 2
            -n        | B 1/a 2/9 a/9 a/10 b
            -rn       | 10 b/9 a/9 a/a 2/B 1
            -u        | 10 b/9 a/B 1/a 2
            -k 2      | B 1/a 2/9 a/9 a/10 b
            -k2,2r    | 10 b/9 a/9 a/a 2/B 1
            -f        | 10 b/9 a/9 a/a 2/B 1
            """)
    void sort(String words, String printed) throws Exception {
        var arguments = words.isEmpty() ? new String[0] : words.split(" ");
        assertThat(run(new SortVerb(), "9 a\n10 b\na 2\nB 1\n9 a\n", arguments)).isEqualTo(lines(printed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''  | a/b/A/a
            -d  | a
            -u  | b/A/a
            -i  | a/b/A
            """)
    void uniq(String words, String printed) throws Exception {
        assertThat(run(new UniqVerb(), "a\na\nb\nA\na\n", words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(lines(printed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b              | b/B b
            -e b           | b/B b
            -e a -e B      | a/B b
            -v -e a -e B   | b
            -c -F -e . -e b | 2
            --regexp=a     | a
            -o B           | B
            -n -A 1 a      | 1:a/2-b
            -B1 -m 1 B     | b/B b
            -C 1 ^b        | a/b/B b
            """)
    void grep(String words, String printed) throws Exception {
        assertThat(run(new GrepVerb(), "a\nb\nB b\n", words.split(" "))).isEqualTo(lines(printed));
    }

    @Test
    void grepTakesWhatFollowsItsExpressionsForFiles() throws Exception {
        var one = Files.writeString(folder.resolve("one"), "a\nb\n");
        var two = Files.writeString(folder.resolve("two"), "b\n");

        assertThat(run(new GrepVerb(), "", "-e", "b", one.toString(), two.toString())).isEqualTo(one + ":b\n" + two + ":b\n");
        assertThatExceptionOfType(Failure.class).isThrownBy(() -> run(new GrepVerb(), "")).withMessageContaining("a pattern is missing");
    }

    @Test
    void uniqCounts() throws Exception {
        assertThat(run(new UniqVerb(), "a\na\nb\n", "-c")).isEqualTo("      2 a\n      1 b\n");
        assertThat(run(new UniqVerb(), "", "-c")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -d : -f 1      | a/no delimiter
            -d : -f 2-     | b:c/no delimiter
            -d : -f 1,3    | a:c/no delimiter
            -d : -f 9 -s   | ''
            -c 1-2,4       | a::/nod
            """)
    void cut(String words, String printed) throws Exception {
        assertThat(run(new CutVerb(), "a:b:c\nno delimiter\n", words.split(" "))).isEqualTo(lines(printed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cut  | -f x        | LIST cannot be 'x'
            cut  | -f 0        | LIST cannot be '0'
            cut  | -f 3-1      | LIST cannot be '3-1'
            cut  | -f 1 -c 1   | -f with a list of fields
            cut  | -d ab -f 1  | one character behind -d
            sort | -k x        | N cannot be 'x'
            sort | -k 0        | N cannot be '0'
            tail | -n x        | N cannot be 'x'
            sleep | x          | TIME cannot be 'x'
            """)
    void aWordThatIsNoneIsAUsageFailure(String name, String words, String said) {
        Verb verb = switch (name) {
            case "cut" -> new CutVerb();
            case "sort" -> new SortVerb();
            case "tail" -> new TailVerb();
            default -> new SleepVerb();
        };
        org.assertj.core.api.Assertions.assertThatExceptionOfType(Failure.class).isThrownBy(() -> run(verb, "a\n", words.split(" ")))
                .withMessageContaining(said).matches(failure -> failure.exitCode() == 2);
    }

    @Test
    void wcCounts() throws Exception {
        assertThat(run(new WcVerb(), "a b\nc\n", "-l")).isEqualTo("2\n");
        assertThat(run(new WcVerb(), "a b\nc\n", "-w")).isEqualTo("3\n");
        assertThat(run(new WcVerb(), "a b\n\nü\n", "-c")).isEqualTo("8\n");
        assertThat(run(new WcVerb(), "a b\nc\n")).isEqualTo("      2       3       6\n");
    }

    @Test
    void catPassesBytesAndNumbersLines() throws Exception {
        assertThat(run(new CatVerb(), "a\nb")).isEqualTo("a\nb");
        assertThat(run(new CatVerb(), "a\nb\n", "-n")).isEqualTo("     1\ta\n     2\tb\n");
    }

    @Test
    void filesOfTheOperatorAreReadLikeThoseOfTheMachine() throws Exception {
        var file = Files.writeString(folder.resolve("100%.txt"), "b\na\n").toString();

        assertThat(run(new CatVerb(), "", file)).isEqualTo("b\na\n");
        assertThat(run(new SortVerb(), "", file)).isEqualTo("a\nb\n");
        assertThat(run(new GrepVerb(), "", "a", file)).isEqualTo("a\n");
        assertThat(run(new CatVerb(), "", folder.toString())).isEqualTo("cat: " + folder + ": Is a directory\nstatus 1\n");
        assertThat(run(new CatVerb(), "", file + "x")).isEqualTo("cat: " + file + "x: No such file or directory\nstatus 1\n");
    }

    @Test
    void grepStopsWhenItHasEnough() throws Exception {
        assertThat(run(new GrepVerb(), "a\nb\na\na\n", "-m", "2", "-n", "a")).isEqualTo("1:a\n3:a\n");
        assertThat(run(new GrepVerb(), "a\nb\n", "-q", "b")).isEmpty();
        assertThat(run(new GrepVerb(), "a\nb\n", "-vc", "a")).isEqualTo("1\n");
        assertThat(run(new GrepVerb(), "a\n", "z")).isEqualTo("status 1\n");
    }

    @Test
    void lessPrintsWhereThereIsNoTerminal() throws Exception {
        assertThat(run(new LessVerb(), "a\n".repeat(1000))).isEqualTo("a\n".repeat(1000));
    }
}
