package daxplane.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What is wrong with words is said in our words: no text of a library or of Java is shown. */
class MisuseTest {

    enum Form {
        TABLE, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @CommandLine.Command(name = "verb")
    private static final class Verb {
        @Parameters(index = "0", paramLabel = "DEVICE")
        private String device;
        @Parameters(index = "1", paramLabel = "REVISION")
        private Long revision;
        @Parameters(index = "2..*", paramLabel = "JAR")
        private List<Path> jars;
        @Option(names = {"-o", "--output"}, paramLabel = "FORM")
        private Form form;
        @Option(names = "--blocks", paramLabel = "RUNS")
        private String blocks;
        @Option(names = "--all")
        private boolean all;
        @Option(names = {"-n", "--lines"}, paramLabel = "N")
        private int lines;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | DEVICE is missing
            dax0.0                | REVISION is missing
            dax0.0 x              | REVISION cannot be 'x'; it is a number, like 17
            dax0.0 1.5            | REVISION cannot be '1.5'; it is a number, like 17
            dax0.0 99999999999999999999 | REVISION cannot be '99999999999999999999'; it is a number, like 17
            dax0.0 1 --blocks     | --blocks needs a value, RUNS
            --blocks --all dax0.0 1 | --blocks needs a value, RUNS
            dax0.0 1 -o           | --output needs a value, FORM
            dax0.0 1 -o yaml      | --output cannot be 'yaml'; it is one of table, json
            dax0.0 1 -n many      | --lines cannot be 'many'; it is a number, like 17
            dax0.0 1 --all --all  | --all is given twice
            dax0.0 1 --al         | '--al' is not understood; did you mean --all?
            dax0.0 1 --zone x     | '--zone' is not understood
            """)
    void saysItInOneLine(String words, String said) {
        var line = new CommandLine(new Verb()).setCaseInsensitiveEnumValuesAllowed(true).setAllowOptionsAsOptionParameters(false);

        var wrong = catchThrowableOfType(ParameterException.class, () -> line.parseArgs(words.isEmpty() ? new String[0] : words.split(" ")));

        assertThat(Misuse.text(wrong)).startsWith(said).doesNotContainPattern("[Ii]nvalid|[Mm]issing required|java\\.|should be");
    }
}
