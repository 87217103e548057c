package daxplane.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.events.Cause;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.audit.Check;
import daxplane.events.audit.Check.Verdict;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.inventory.AddressRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Fact;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** {@code journal report}: what is in the page, what is left out and said to be, and that nothing in it is markup but ours. */
class ReportPageTest {

    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Effect EFFECT = new Effect.LoadModule("kmem");

    private static Fact device(String driver) {
        return new Fact.DaxDeviceSeen(new DaxDevice("dax0.0", "region0/dax0.1", Optional.empty(), "uuid:1", List.of(new AddressRange(0x100000000L, 0x110000000L)), 256L << 20,
                2 << 20, Optional.of(driver), OptionalInt.empty(), OptionalInt.of(2), false));
    }

    private static Event intended(long number, String command, String reason) {
        return new Event.OperationIntended("op-" + number, command, "root", reason, List.of(new Event.PlannedStep(EFFECT, "kmem is loaded", List.of(new Effect.UnloadModule("kmem")), Optional.empty())));
    }

    private static Stream<Event> operation(long number, String reason, int effects) {
        var done = new Event.EffectPerformed("op-" + number, 1, EFFECT, new EffectResult.Done(0), 1);
        return Stream.of(Stream.of(intended(number, "assign dax0.0 system-ram", reason)), IntStream.range(0, effects).<Event>mapToObj(_ -> done),
                Stream.<Event>of(new Event.OperationEnded("op-" + number, Event.Outcome.COMPLETED, "assigned"))).flatMap(part -> part);
    }

    private static String page(long from, Stream<Event> events) {
        var all = events.toList();
        var ledger = new MachineLedger();
        var report = new Report(from, all.size());
        all.forEach(event -> {
            var record = new EventRecord(ledger.revision() + 1, Instant.ofEpochSecond(ledger.revision()), event.getClass().getSimpleName(), 2, "", "", event);
            ledger.apply(record);
            report.record(record, ledger.observed());
        });
        report.finish();
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        new ReportPage("db7", Instant.EPOCH, report, List.of(new Check("chain", Verdict.SOUND, "all of them", List.of())), Optional.empty()).write(out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static long count(String page, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(page).results().count();
    }

    @Test
    void allowsItsOwnScriptAlone() throws Exception {
        var page = page(1, operation(1, "", 1));

        var script = SCRIPT.matcher(page);
        assertThat(script.find()).isTrue();
        var digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(page).contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + digest + "'");
        assertThat(count(page, "<script")).isEqualTo(1);
        assertThat(page).doesNotContain("src=").doesNotContain("@import").doesNotContain("url(");
    }

    @Test
    void tellsPlanAndOutcomeOfAnOperation() {
        assertThat(page(1, operation(7, "more room", 1))).contains("<details class=\"op\" id=\"op-7\">", "completed", "assigned", "more room", "modprobe kmem", "kmem is loaded", "modprobe -r kmem",
                "op-7: modprobe kmem ok", "1 operation: 1 completed");
    }

    @Test
    void tellsOfWhatIsUnderWayAndOfWhatWasSettled() {
        assertThat(page(1, Stream.of(intended(1, "assign a b", "")))).contains("<span class=\"end open\">open</span>");
        assertThat(page(1, Stream.of(intended(1, "assign a b", ""), new Event.OperationEnded("op-1", Event.Outcome.IN_DOUBT, "killed"),
                new Event.OperationSettled("op-1", Event.Outcome.UNDONE, "looked at", Optional.empty(), List.of())))).contains("<span class=\"end undone\">undone</span>", "looked at")
                .contains("1 operation: 1 undone");
    }

    @Test
    void tellsRefusalsWithRuleAndRemedy() {
        assertThat(page(1, Stream.of(new Event.Refused("assign x y", "bob", "", "ENODEV", "x", "there is no device x", "use z")))).contains("there is no device x", "use z", "ENODEV", "bob");
    }

    @Test
    void showsTheMapBeforeAndAfterOnceForEachThatIsDifferent() {
        var seen = Stream.<Event>of(new Event.FactsObserved(Cause.EXTERNAL, List.of(device("device_dax"))), new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverUnbound("dax0.0", "device_dax"))),
                new Event.StepFailed("op-1", 1, "no"), new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.ModuleLoaded("kmem"))));

        var page = page(1, seen);

        assertThat(page).contains("3 looks at the machine; 2 different maps", "id=\"before-title\">revision 1,", "id=\"after-title\">revision 2,", "dax0.0: applications, through /dev/dax0.0", "dax0.0: nobody");
    }

    @Test
    void theMapBeforeASpanIsOfTheLastLookBeforeIt() {
        var seen = Stream.<Event>of(new Event.FactsObserved(Cause.EXTERNAL, List.of(device("device_dax"))), new Event.StepFailed("op-1", 1, "no"),
                new Event.FactsObserved(Cause.EXTERNAL, List.of(new Fact.DriverUnbound("dax0.0", "device_dax"))));

        assertThat(page(3, seen)).contains("revisions 3 to 3", "id=\"before-title\">revision 1,", "id=\"after-title\">revision 3,");
    }

    @Property(tries = 300)
    void whatARecordSaysIsNeverMarkup(@ForAll String text) {
        var escaped = Html.text(text);

        assertThat(escaped).doesNotContain("<", ">", "\"", "'");
        assertThat(escaped.codePoints().allMatch(point -> Character.getType(point) != Character.CONTROL && Character.getType(point) != Character.FORMAT)).isTrue();
        assertThat(escaped.length()).isLessThan(6 * Html.LONGEST_TEXT + 300);
    }

    @Test
    void namesOfDevicesDoNotEndTheDataOfTheMap() {
        var evil = "</script><!--<script>";
        var seen = new Fact.DaxDeviceSeen(new DaxDevice(evil, "p", Optional.empty(), "uuid:1", List.of(new AddressRange(0x100000000L, 0x110000000L)), 256L << 20, 2 << 20, Optional.of("device_dax"),
                OptionalInt.empty(), OptionalInt.of(2), false));
        var page = page(1, Stream.of(new Event.FactsObserved(Cause.EXTERNAL, List.of(seen))));

        assertThat(page).doesNotContain(evil).contains("\\u003c/script>\\u003c!--\\u003cscript>", "&lt;/script&gt;");
        assertThat(count(page, "</script>")).isEqualTo(2);
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        assertThat(page(1, operation(1, "x".repeat(1_000_000), 0))).contains("... (and 999400 more characters)").hasSizeLessThan(100_000);
    }

    @Test
    void anOperationWithManyRecordsSaysHowManyMore() {
        assertThat(page(1, operation(1, "", 5_000))).contains("And 4961 more records; <code>history op-1</code> tells all.").hasSizeLessThan(100_000);
    }

    @Test
    void theOlderOfManyOperationsAreCountedAndTheirPageIsNamed() {
        var page = page(1, LongStream.rangeClosed(1, 30_000).boxed().flatMap(number -> operation(number, "", 1)));

        assertThat(page).contains("30000 operations: 30000 completed", "These are the last 2000; <code>journal report --since 1 --until 84000 --html FILE</code> makes a page of the 28000 before them.");
        assertThat(count(page, "<details class=\"op\"")).isEqualTo(2_000);
        assertThat(page).contains("id=\"op-30000\"").doesNotContain("id=\"op-28000\"");
        assertThat(page.length()).isLessThan(12 << 20);
    }

    @Test
    void longTextsOfManyOperationsDoNotMakeTheirPageLong() {
        var page = page(1, LongStream.rangeClosed(1, 3_000).boxed().flatMap(number -> operation(number, "'".repeat(5_000), 1)));

        assertThat(page.length()).isLessThan(16 << 20);
    }

    @Test
    void manyRefusalsAndManyLooksAreBounded() {
        LongFunction<Event> look = number -> new Event.FactsObserved(Cause.EXTERNAL, List.of(number == 0 ? device("device_dax")
                : number % 2 == 1 ? new Fact.DriverUnbound("dax0.0", "device_dax") : new Fact.DriverBound("dax0.0", "device_dax")));
        var refusal = new Event.Refused("assign x y", "bob", "", "ENODEV", "x", "no x", "use z");

        var page = page(1, Stream.concat(LongStream.range(0, 5_000).mapToObj(look), IntStream.range(0, 3_000).mapToObj(_ -> refusal)));

        assertThat(page).contains("5000 looks at the machine; ", "The last 1000 of 3000; <code>--until 7000</code>", "id=\"after-title\">revision 5000,", "id=\"before-title\">revision 1,");
        assertThat(Pattern.compile("\\[\"revision \\d+, [^\"]*\",\\[").matcher(page).results().count()).isBetween(2L, 200L);
        assertThat(page.length()).isLessThan(2 << 20);
    }
}
