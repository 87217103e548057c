package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that a package's description shows is a region of a class that the build compiles: docs/decisions/054. */
class PackageExamplesIT {

    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet\\s+([^:}]*)(:?)");
    private static final Pattern FILE = Pattern.compile("file=\"([^\"]+)\"");
    private static final Pattern REGION = Pattern.compile("region=\"([^\"]+)\"");
    /** Several lines of code, which nothing compiles. Words of one line may be in {@code {@code}}. */
    private static final Pattern UNCOMPILED = Pattern.compile("\\{@code\\s*\\R");
    private static final Pattern JAVA = Pattern.compile("(?m)<pre>[^<]*;\\s*$");

    private static List<Path> descriptions() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.CHECKOUT)) {
            return files.filter(file -> file.endsWith("package-info.java")).filter(file -> file.toString().contains("/src/main/java/")).sorted().toList();
        }
    }

    @Test
    void noDescriptionHasCodeThatNothingCompiles() throws IOException {
        var wrong = new ArrayList<String>();
        int compiled = 0;
        for (Path file : descriptions()) {
            String text = Files.readString(file);
            if (UNCOMPILED.matcher(text).find() || JAVA.matcher(text).find()) {
                wrong.add(file + ": code that is no snippet");
            }
            for (var snippet = SNIPPET.matcher(text); snippet.find();) {
                if (!snippet.group(2).isEmpty()) {
                    if (!snippet.group(1).contains("lang=\"shell\"")) {
                        wrong.add(file + ": what stands in place is lines of a shell alone");
                    }
                } else if (compiled(file, snippet.group(1))) {
                    compiled++;
                } else {
                    wrong.add(file + ": no such region in the bundle's test sources: " + snippet.group(1));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compiled).isGreaterThan(60);
    }

    private static boolean compiled(Path description, String attributes) throws IOException {
        var file = FILE.matcher(attributes);
        var region = REGION.matcher(attributes);
        if (!file.find() || !region.find()) {
            return false;
        }
        String path = description.toString();
        Path source = Path.of(path.substring(0, path.indexOf("/src/main/java/")), "src/test/java", file.group(1));
        return Files.isRegularFile(source) && Pattern.compile("// @start region=\"" + Pattern.quote(region.group(1)) + "\"\\R[^@]*\\S[\\s\\S]*// @end")
                .matcher(Files.readString(source)).find();
    }
}
