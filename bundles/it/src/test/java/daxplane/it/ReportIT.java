package daxplane.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal report --html} in a real browser: with a mouse, with the keyboard alone, on paper and without scripts; whatever the records say. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportIT {

    private static final String EVIL = "</script><img src=http://127.0.0.1:9/x onerror=alert(1)>\u202e'\"&amp;";
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final int ARROW_LEFT = 37;
    private static final int LARGEST_PAGE = 16 << 20;

    private Path work;
    private Daxplane daxplane;
    private Browser browser;

    @BeforeAll
    void aBrowser(@TempDir Path given) throws Exception {
        var program = Browser.program();
        assumeTrue(program.isPresent(), "there is no Chromium here: nobody looked at the page of 'journal report' (apt-get install chromium)");
        work = given;
        daxplane = Daxplane.start(work);
        browser = Browser.start(program.get(), Files.createDirectory(work.resolve("browser")));
    }

    @AfterAll
    void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (daxplane != null) {
            daxplane.close();
        }
    }

    private Daxplane machine(String name) {
        return daxplane.withState(work.resolve(name));
    }

    /** Some operations, one of them with a reason that would like to be markup, and a refusal of the same kind. */
    private Path page(String name) throws Exception {
        var machine = machine(name);
        assertThat(machine.run("--reason", EVIL, "assign", "dax0.0", "system-ram").exitCode()).isZero();
        assertThat(machine.run("assign", EVIL, "system-ram").exitCode()).isEqualTo(3);
        assertThat(machine.run("release", "dax0.0").exitCode()).isZero();
        var page = work.resolve(name + ".html");
        var made = machine.run("journal", "report", "--html", page.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        return page;
    }

    @Test
    void needsNothingBesideItself() throws Exception {
        var page = page("alone");

        browser.open(page);

        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.ask("document.querySelectorAll('img, iframe, link, script[src], object').length")).isEqualTo("0");
    }

    @Test
    void showsWhatRecordsSayAsText() throws Exception {
        browser.open(page("evil"));

        assertThat(browser.ask("document.querySelector('#operations dl').textContent")).contains("</script><img src=http://127.0.0.1:9/x onerror=alert(1)>\\u202e'\"&amp;");
        assertThat(browser.ask("document.querySelector('#refusals tbody').textContent")).contains("</script><img").doesNotContain("\u202e");
        assertThat(browser.ask("document.documentElement.textContent.includes('\u202e')")).isEqualTo("false");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void runsNoScriptButItsOwn() throws Exception {
        var page = page("policy");
        var planted = work.resolve("planted.html");
        Files.writeString(planted, Files.readString(page).replace("<main>", "<main><img src=x onerror=\"window.planted=1\"><script>window.planted=1</script>"));

        browser.open(planted);

        assertThat(browser.ask("window.planted")).isEqualTo("undefined");
        assertThat(browser.ask("document.documentElement.className")).as("its own script runs").isEqualTo("js");
    }

    @Test
    void aClickOnAnOperationShowsItsSteps() throws Exception {
        browser.open(page("click"));
        var steps = "document.querySelector('.op .plan').checkVisibility({contentVisibilityAuto: true}) && document.querySelector('.op .plan').getBoundingClientRect().height > 20";
        assertThat(browser.ask(steps)).isEqualTo("false");

        browser.click(".op > summary");

        assertThat(browser.ask(steps)).isEqualTo("true");
        assertThat(browser.ask("document.querySelector('.op .plan').innerText")).contains("echo offline > /sys/devices/system/memory/auto_online_blocks").contains("modprobe kmem");
        assertThat(browser.ask("document.querySelector('.op .done').innerText")).contains("dax0.0 bound to kmem");
    }

    @Test
    void isReadWithTheKeyboardAlone() throws Exception {
        browser.open(page("keys"));
        tabTo("after-at", "document.activeElement.id");
        var last = browser.ask("document.getElementById('after-title').textContent");
        browser.press("ArrowLeft", ARROW_LEFT, "");
        assertThat(browser.ask("document.getElementById('after-title').textContent")).startsWith("revision ").isNotEqualTo(last);
        assertThat(browser.ask("document.getElementById('after-at').getAttribute('aria-valuetext')")).isEqualTo(browser.ask("document.getElementById('after-title').textContent"));
        assertThat(browser.ask("document.getElementById('different').textContent")).contains("dax0.0");

        tabTo("op", "document.activeElement.localName === 'summary' ? document.activeElement.parentNode.className : ''");
        assertThat(browser.ask("getComputedStyle(document.activeElement).outlineStyle")).as("one sees where one is").isEqualTo("solid");
        browser.press("Enter", ENTER, "\r");
        assertThat(browser.ask("document.activeElement.parentNode.open")).isEqualTo("true");
    }

    private void tabTo(String goal, String where) throws Exception {
        for (int presses = 0; presses < 60 && !browser.ask(where).equals(goal); presses++) {
            browser.press("Tab", TAB, "");
        }
        assertThat(browser.ask(where)).isEqualTo(goal);
    }

    @Test
    void isToldToWhoDoesNotSeeIt() throws Exception {
        browser.open(page("aria"));

        assertThat(browser.ask("[...document.querySelectorAll('input, button')].filter(e => !(e.labels && e.labels.length) && !e.textContent).length")).isEqualTo("0");
        assertThat(browser.ask("[...document.querySelectorAll('svg, .lane')].filter(e => e.getAttribute('role') !== 'img' || !e.getAttribute('aria-label')).length")).isEqualTo("0");
        assertThat(browser.ask("[...document.querySelectorAll('section')].filter(e => !document.getElementById(e.getAttribute('aria-labelledby'))).length")).isEqualTo("0");
        assertThat(browser.ask("document.documentElement.lang + document.querySelectorAll('main').length + document.querySelectorAll('h1').length")).isEqualTo("en11");
        assertThat(browser.ask("(ids => ids.length === new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))")).isEqualTo("true");
    }

    @Test
    void saysAllOfItWithoutScripts() throws Exception {
        var page = page("plain");
        browser.scripts(false);
        try {
            browser.open(page);

            for (var table : List.of("#verification table", "#map #before table", "#map #after table", "#timeline .lanes", "#refusals table")) {
                assertThat(browser.ask("document.querySelector('" + table + "').checkVisibility()")).as(table).isEqualTo("true");
            }
            assertThat(browser.ask("document.querySelector('.controls').checkVisibility()")).as("what would do nothing is not shown").isEqualTo("false");
            browser.click(".op > summary");
            assertThat(browser.ask("document.querySelector('.op .plan').getBoundingClientRect().height > 20")).isEqualTo("true");
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void printsWithEverythingOpen() throws Exception {
        browser.open(page("paper"));
        assertThat(new String(browser.print(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

        browser.media("print");
        try {
            assertThat(browser.ask("document.querySelector('.op .plan').getBoundingClientRect().height > 20")).isEqualTo("true");
            assertThat(browser.ask("document.querySelector('nav').checkVisibility() || document.querySelector('.controls').checkVisibility()")).isEqualTo("false");
        } finally {
            browser.media("");
        }
    }

    @Test
    void aJournalOfAHundredThousandRecordsMakesAPageOfTheSameKind() throws Exception {
        var source = work.resolve("long.jsonl");
        var once = lines("long-source");
        long records = LongJournal.write(once.size(), lines("long-source"), 100_000, source);
        assertThat(daxplane.run("journal", "import", source.toString(), "--into", work.resolve("long").toString()).exitCode()).isZero();
        var page = work.resolve("long.html");
        var made = machine("long").run("journal", "report", "--html", page.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(Files.size(page)).isLessThan(LARGEST_PAGE);

        browser.open(page);

        assertThat(browser.ask("document.querySelector('header p').textContent")).startsWith(records + " records");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.ask("document.querySelector('.left-out').textContent")).contains("before them");
        assertThat(Integer.parseInt(browser.ask("document.querySelectorAll('.op').length"))).isBetween(500, 2000);
        browser.click(".op > summary");
        assertThat(browser.ask("document.querySelector('.op .plan').getBoundingClientRect().height > 20")).isEqualTo("true");
    }

    private List<String> lines(String name) throws Exception {
        var machine = machine(name);
        assertThat(machine.run("assign", "dax0.0", "system-ram").exitCode()).isZero();
        assertThat(machine.run("release", "dax0.0").exitCode()).isZero();
        return machine.run("journal", "export").out().lines().toList();
    }

    /** What an export of a long journal looks like: that of a short one, its last records again and again under other numbers. */
    private static final class LongJournal {

        private static final Pattern LINE = Pattern.compile("(\\{\"revision\":)(\\d+)(,\"time\":\")([^\"]*)(\",\"type\":\"[^\"]*\",\"number\":)(\\d+)(,\"version\":)(\\d+)(,\"place\":)\\d+"
                + "(,\"previous\":\")[0-9a-f]*(\",\"hash\":\")[0-9a-f]*(\",\"what\":.*?)(,\"data\":)(\\{.*\\})\\}");
        private static final Pattern OPERATION = Pattern.compile("\\bop-(\\d+)\\b");

        /** @param once how many of the lines are not repeated */
        static long write(int once, List<String> lines, int least, Path file) throws Exception {
            byte[] previous = new byte[32];
            long revision = 0;
            try (var out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                for (int round = 0; revision < least; round++) {
                    long shift = (long) round * (lines.size() - once);
                    for (var line : lines.subList(round == 0 ? 0 : once, lines.size())) {
                        var record = LINE.matcher(OPERATION.matcher(line).replaceAll(found -> "op-" + (Long.parseLong(found.group(1)) + shift)));
                        assertThat(record.matches()).as(line).isTrue();
                        revision++;
                        byte[] hash = hash(record, revision, previous);
                        out.println(record.group(1) + revision + record.group(3) + record.group(4) + record.group(5) + record.group(6) + record.group(7) + record.group(8) + record.group(9) + 0
                                + record.group(10) + HexFormat.of().formatHex(previous) + record.group(11) + HexFormat.of().formatHex(hash) + record.group(12) + record.group(13)
                                + record.group(14) + "}");
                        previous = hash;
                    }
                }
            }
            return revision;
        }

        private static byte[] hash(java.util.regex.Matcher record, long revision, byte[] previous) throws Exception {
            byte[] payload = record.group(14).getBytes(StandardCharsets.UTF_8);
            var time = java.time.Instant.parse(record.group(4));
            return MessageDigest.getInstance("SHA-256").digest(ByteBuffer.allocate(64 + payload.length).put("DXJ1".getBytes(StandardCharsets.US_ASCII)).putInt(96 + payload.length)
                    .putLong(revision).putLong(time.getEpochSecond()).putInt(time.getNano()).putShort(Short.parseShort(record.group(6))).put(Byte.parseByte(record.group(8))).put((byte) 0)
                    .put(previous).put(payload).array());
        }
    }
}
