package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What documents and decisions name is there: links, paths, classes, decisions; and what comments cite can be read. */
class DocumentedNamesIT {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)\\s]+)\\)");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile("(bundles|docs|config|shell)/[\\w./-]+");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(\\.\\w+)*");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w+)");
    private static final Pattern DECISION = Pattern.compile("[Dd]ecision (\\d{3})");
    private static final Pattern KERNEL_PAGE = Pattern.compile("docs/kernel/(\\w+\\.md)(?: (?:section )?(no\\. \\d+|\\d+(?:\\.\\d+)?))?");

    /** Java's own. */
    private static final Set<String> FOREIGN = Set.of("SortedMap", "SortedSet", "TreeMap", "AutoComplete", "ServiceLoader");

    private static final Path CHECKOUT = Distribution.CHECKOUT;
    private static List<Path> pages;
    private static List<Path> sources;

    @BeforeAll
    static void find() throws IOException {
        pages = new ArrayList<>();
        for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
            pages.add(CHECKOUT.resolve(page));
        }
        try (var docs = Files.walk(CHECKOUT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        sources = new ArrayList<>();
        for (String folder : List.of("bundles", "journal", "shell")) {
            try (var files = Files.walk(CHECKOUT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/")).sorted().forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(500);
    }

    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?ms)^```.*?^```", "");
    }

    private static List<String> spans(Path page) throws IOException {
        return SPAN.matcher(prose(page).replaceAll("(?<=\\S)\n(?=\\S)", " ")).results().map(found -> found.group(1)).toList();
    }

    /** What is wrong, with the page that says it. */
    private static Set<String> wrong(Pattern pattern, boolean inSpans, Predicate<MatchResult> wrong) throws IOException {
        var found = new TreeSet<String>();
        for (Path page : pages) {
            var texts = inSpans ? spans(page).stream().filter(pattern.asMatchPredicate()) : Stream.of(prose(page));
            texts.flatMap(text -> pattern.matcher(text).results()).filter(wrong)
                    .forEach(match -> found.add(CHECKOUT.relativize(page) + ": " + match.group()));
        }
        return found;
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        var broken = new TreeSet<String>();
        for (Path page : pages) {
            for (var link : LINK.matcher(prose(page)).results().toList()) {
                String[] parts = link.group(1).split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
                if (!Files.exists(target) || parts.length > 1 && !headings(target).contains(parts[1])) {
                    broken.add(CHECKOUT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static Set<String> headings(Path page) throws IOException {
        return prose(page).lines().filter(line -> line.startsWith("#")).map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    @Test
    void everyPathIsThere() throws IOException {
        assertThat(wrong(PATH, true, path -> !Files.exists(CHECKOUT.resolve(path.group())))).isEmpty();
    }

    @Test
    void everyClassIsThere() throws IOException {
        var types = new TreeSet<>(FOREIGN);
        for (Path source : sources) {
            TYPE.matcher(Files.readString(source)).results().forEach(type -> types.add(type.group(1)));
        }
        assertThat(wrong(CLASS, true, name -> !types.contains(name.group(1)))).isEmpty();
    }

    /** What a tool or a test writes beside itself does not stay, and is not committed by somebody else. */
    @Test
    void onlyWhatTheMapNamesStandsAtTheTop() throws IOException {
        String rule = prose(CHECKOUT.resolve("docs/ARCHITECTURE.md")).lines().filter(line -> line.startsWith("Only these stand at the top:")).findFirst().orElseThrow();
        Set<String> named = SPAN.matcher(rule).results().map(name -> name.group(1).replace("/", "")).collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(CHECKOUT)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".") && !name.equals("target"))).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void everyDecisionIsThere() throws IOException {
        Set<String> numbers;
        try (var decisions = Files.list(CHECKOUT.resolve("docs/decisions"))) {
            numbers = decisions.map(file -> file.getFileName().toString().substring(0, 3)).collect(Collectors.toSet());
        }
        assertThat(wrong(DECISION, false, decision -> !numbers.contains(decision.group(1)))).isEmpty();
    }

    /** A comment that relies on the kernel cites what everybody can read here. */
    @Test
    void everyCitedPageOfTheKernelHasTheSection() throws IOException {
        var wrong = new TreeSet<String>();
        var citing = new ArrayList<>(sources);
        citing.addAll(pages);
        for (Path source : citing) {
            String text = Files.readString(source).replaceAll("\n \\*|\n *\\*|\n *//|\n", " ").replaceAll(" +", " ");
            if (Pattern.compile("\\b[Ss]pec \\d\\d\\b").matcher(text).find() && !source.endsWith("DocumentedNamesIT.java")) {
                wrong.add(CHECKOUT.relativize(source) + ": cites a specification that is not here");
            }
            for (var cited : KERNEL_PAGE.matcher(text).results().toList()) {
                Path page = CHECKOUT.resolve("docs/kernel").resolve(cited.group(1));
                String section = cited.group(2);
                if (!Files.exists(page) || section != null && !hasSection(page, section)) {
                    wrong.add(CHECKOUT.relativize(source) + ": " + cited.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean hasSection(Path page, String section) throws IOException {
        return section.startsWith("no.") ? Files.readString(page).contains("**" + section + "**")
                : Pattern.compile("(?m)^#+ " + Pattern.quote(section) + "(\\.)? ").matcher(Files.readString(page)).find();
    }
}
