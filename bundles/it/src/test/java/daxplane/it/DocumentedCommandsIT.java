package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that stand in the sentences and tables of the documents, outside of transcripts. What is typed at a shell runs as
 * a process, or is known to be run by another test; what is typed at the prompt is a command that the console has.
 */
class DocumentedCommandsIT {

    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern SHELL = Pattern.compile("(time )?((\\./)?daxplane|\\./verify|mvn|java|bundles/\\S+/run)( .*)?");
    private static final Pattern UNKNOWN = Pattern.compile("(?i)unknown (sub)?command|unknown option|unmatched argument|is not understood|there is no (mode|plan)");
    private static final Pattern INCOMPLETE = Pattern.compile("missing required| (is|are) missing;");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]+)");
    private static final Pattern SUBCOMMAND = Pattern.compile("(?m)^  ([a-z-]+)  ");

    /** What documents say of other programs. */
    private static final Set<String> OF_OTHERS = Set.of("--walk", "--built", "--membind", "--preferred");

    private static final String EXAMPLES = "bundles/it-machine/src/test/resources/corpus.tar.xz";

    /** A small one and one that is run on another kernel. */
    private static final List<String> CASES = List.of("kmem-basic", "k61-kmem-basic");

    /** What runs what is not run here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("./verify", "VerifyScriptIT"),
            Map.entry("./verify quick", "VerifyScriptIT"),
            Map.entry("./verify soak SECONDS [SEED]", "VerifyScriptIT"),
            Map.entry("./verify soak 600", "VerifyScriptIT"),
            Map.entry("./verify kernel", "VerifyScriptIT"),
            Map.entry("mvn package", "VerifyScriptIT"),
            Map.entry("./daxplane --machine recipe -f config/machines/recipe/recipe", "RecipeIT"),
            Map.entry("./daxplane --machine recipe-2018 -f config/machines/recipe-2018/recipe", "Nd2018IT"),
            Map.entry("java AuditJournal.java STATE/journal", "AuditTest"),
            Map.entry("bundles/benchmarks/run", "DocumentedRunsIT"),
            Map.entry("daxplane lease serve", "LeaseClientsIT"),
            Map.entry("daxplane --state DIR lease serve", "LeaseClientsIT"),
            // They need the memory of a host, and run in a guest that has some.
            Map.entry("daxplane --host linux capture ./twin", "CaptureIT"),
            Map.entry("daxplane --machine ./twin --state ./twin.state", "CaptureIT"));

    /** No command: the program by its name, or the form of commands. */
    private static final Set<String> NAMES = Set.of("daxplane", "java", "mvn", "daxplane COMMAND...");

    @TempDir
    private Path home;

    /** Stands for DIR: there, and nothing of the checkout; what a command makes in it is gone with the test. */
    @TempDir
    private static Path scratch;

    @Test
    void whatIsTypedAtAShellIsRun() throws Exception {
        var commands = new LinkedHashSet<String>();
        for (String span : spans().keySet()) {
            if (SHELL.matcher(span).matches() && !NAMES.contains(span)) {
                commands.add(span.replaceFirst("^time ", ""));
            }
        }

        assertThat(commands).contains("./daxplane daxctl list", "./daxplane --host linux list", "./daxplane conform CORPUS");
        for (String command : commands) {
            String test = ELSEWHERE.get(command.startsWith("bundles/benchmarks/run ") ? "bundles/benchmarks/run" : command);
            if (test != null) {
                assertThat(sources()).as(command).contains(test);
            } else {
                assertThat(command).startsWith(command.startsWith("./") ? "./daxplane" : "daxplane");
                assertThatItRuns(command);
            }
        }
    }

    /** With every object, revision and file filled in where the documents leave a place for it. */
    @Test
    void whatIsTypedAtThePromptIsACommand() throws Exception {
        try (var daxplane = Daxplane.start(home)) {
            var verbs = verbs(daxplane);
            var typed = new ArrayList<String>();
            for (String span : spans().keySet()) {
                if (verbs.contains(span.split(" ")[0]) && span.contains(" ")) {
                    typed.addAll(alternatives(span));
                }
            }
            assertThat(typed).contains("plan assign dax0.0 system-ram", "list dimms", "journal replay", "driver update kmem kmem-2.jar", "undo op-1");
            var unknown = new TreeMap<String, String>();
            for (String command : typed) {
                var run = daxplane.run("-c", command);
                if (!isUnderstood(run) || run.err().contains("Exception")) {
                    unknown.put(command, run.out() + run.err());
                }
            }
            assertThat(unknown).isEmpty();
        }
    }

    /** Whatever words the program has for it: what it does not know it does not understand, at each place where something can stand. */
    @Test
    void whatIsUnknownIsFound() throws Exception {
        try (var daxplane = Daxplane.start(home)) {
            for (String command : List.of("nosuch", "list --nosuch", "list nosuch", "journal nosuch", "journal tail --nosuch", "plan nosuch dax0.0",
                    "at 1 nosuch", "assign dax0.0 nosuch", "assign dax0.0 system-ram --nosuch", "driver nosuch", "ndctl nosuch", "ndctl list --nosuch",
                    "daxctl nosuch", "daxctl list --nosuch", "cxl nosuch", "conform --nosuch .")) {
                var run = daxplane.run("-c", command);
                assertThat(isUnderstood(run)).as("%s: %s%s", command, run.out(), run.err()).isFalse();
            }
        }
    }

    /** In a sentence: the program has it somewhere, before its command or behind one. */
    @Test
    void everyOptionIsOneOfSomeCommand() throws Exception {
        var missing = new TreeMap<String, String>();
        try (var daxplane = Daxplane.start(home)) {
            var help = new StringBuilder(daxplane.run("--help").out());
            for (String verb : verbs(daxplane)) {
                var page = daxplane.run("help", verb).out();
                help.append(page);
                for (var subcommand : SUBCOMMAND.matcher(page).results().toList()) {
                    help.append(daxplane.run("help", verb, subcommand.group(1)).out());
                }
            }
            for (String tool : List.of("ndctl", "daxctl", "cxl")) {
                for (String command : daxplane.run("-c", tool + " --list-cmds").out().split("\\s+")) {
                    var page = daxplane.run("-c", tool + " " + command + " -h");
                    help.append(page.out()).append(page.err());
                }
            }
            for (var span : spans().entrySet()) {
                for (var option : OPTION.matcher(span.getKey()).results().toList()) {
                    if (!help.toString().contains(option.group(1)) && !OF_OTHERS.contains(option.group(1))) {
                        missing.put(option.group(1), span.getValue());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** An argument may be missing: a form is known all the same. Tools name what they do not know. */
    private static boolean isUnderstood(Process run) {
        boolean unknown = UNKNOWN.matcher(run.err() + run.out()).find();
        boolean misused = run.exitCode() == 2 && run.err().contains("'help");
        return !unknown && (!misused || INCOMPLETE.matcher(run.err()).find());
    }

    private void assertThatItRuns(String command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(command.replace("'", "").split(" ")));
        words.set(0, Distribution.DIRECTORY.resolve("bin/daxplane").toString());
        words.replaceAll(word -> word.equals("CORPUS") ? corpus().toString() : word);
        var ended = Process.run(home, Map.of(), "", words);
        assertThat(ended.exitCode()).as("%s: %s%s", command, ended.out(), ended.err()).isZero();
        assertThat(ended.err()).as(command).isEmpty();
    }

    /** Some recorded cases, as they lie in the tests' archive. */
    private Path corpus() {
        Path cases = home.resolve("cases");
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(Distribution.CHECKOUT.resolve(EXAMPLES))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = Path.of(entry.getName());
                if (!entry.isDirectory() && path.getNameCount() > 2 && CASES.contains(path.getName(1).toString())) {
                    Path file = cases.resolve(path);
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return cases.resolve("corpus");
    }

    private static Set<String> verbs(Daxplane daxplane) throws InterruptedException {
        var verbs = new LinkedHashSet<String>();
        daxplane.run("help", "all").out().lines().filter(line -> line.matches("  [a-z].*")).forEach(line -> verbs.add(line.strip().split(" ")[0]));
        assertThat(verbs).contains("assign", "journal", "conform");
        return verbs;
    }

    /** {@code journal tail|show} is two commands. */
    private static List<String> alternatives(String span) {
        String filled = span.replaceAll("REVISION\\|TIME|\\bREV\\b", "1").replaceAll("\\bX\\b", "dax0.0").replace("MODE", "system-ram")
                .replaceAll("OPERATION", "op-1").replaceAll("COMMAND|<command>", span.startsWith("plan ") ? "recover" : "list").replace(" ...", " list").replaceAll("\\bDIR\\b", scratch.toString());
        var commands = List.of("");
        for (String word : filled.split(" (?!\\|)")) {
            commands = commands.stream().flatMap(begun -> Stream.of(word.matches("\\w+(\\|\\w+)+") ? word.split("\\|") : new String[] {word})
                    .map(choice -> (begun + " " + choice).strip())).toList();
        }
        return commands;
    }

    /** Everything in backticks, outside of blocks, with the document that it stands in. */
    private static SortedMap<String, String> spans() throws IOException {
        var spans = new TreeMap<String, String>();
        var documents = new ArrayList<>(List.of(Distribution.CHECKOUT.resolve("README.md")));
        try (var files = Files.list(Distribution.CHECKOUT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        for (Path document : documents) {
            String outside = Files.readString(document).replaceAll("(?ms)^```.*?^```", "");
            // A span may go on in the next line.
            SPAN.matcher(outside.replaceAll("(?<=\\S)\n(?=\\S)", " ")).results().forEach(found -> spans.put(found.group(1), document.toString()));
        }
        return spans;
    }

    private static Set<String> sources() throws IOException {
        var names = new LinkedHashSet<String>();
        try (var files = Files.walk(Distribution.CHECKOUT)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .forEach(name -> names.add(name.replace(".java", "")));
        }
        return names;
    }
}
