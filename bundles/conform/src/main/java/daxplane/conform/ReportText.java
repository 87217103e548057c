package daxplane.conform;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports for people, a line a case, and for programs. */
final class ReportText {

    /** Differences shown of one case; behind the first ones mostly follow from them. */
    private static final int MOST_DIFFERENCES = 40;
    private static final String LINE = "%-8s%-28s%4d of %-4d steps equal, %d compared   %d of %d keys equal   %d of %d label areas equal%s";

    private final PrintStream out;
    private final boolean json;
    private final boolean verbose;
    private final List<Map<String, Object>> cases = new ArrayList<>();

    /** @param verbose with what differs and what was skipped */
    ReportText(PrintStream out, boolean json, boolean verbose) {
        this.out = out;
        this.json = json;
        this.verbose = verbose;
    }

    void add(CaseReport report) {
        if (json) {
            cases.add(document(report));
            return;
        }
        out.println(LINE.formatted(word(report), report.name(), report.equal(), report.steps(), report.compared(), report.keysEqual(),
                report.keys(), report.labelsEqual(), report.labels(), report.partialFrom().map(step -> "   partial from step " + step).orElse("")));
        report.skipped().forEach(command -> out.println("        skipped " + command));
        if (verbose) {
            report.differences().stream().limit(MOST_DIFFERENCES).forEach(difference -> out.println("        " + difference.replace("\n", "\n        ")));
            if (report.differences().size() > MOST_DIFFERENCES) {
                out.println("        and " + (report.differences().size() - MOST_DIFFERENCES) + " more");
            }
        }
    }

    void end(Conformance.Summary summary) {
        if (!json) {
            out.println(summary.passed() + " passed, " + summary.failed() + " failed, " + summary.partial() + " partial");
            return;
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("passed", summary.passed());
        all.put("failed", summary.failed());
        all.put("partial", summary.partial());
        all.put("steps", summary.steps());
        all.put("compared", summary.compared());
        all.put("equal", summary.equal());
        all.put("cases", cases);
        try {
            out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String word(CaseReport report) {
        return report.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> document(CaseReport report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("case", report.name());
        document.put("verdict", word(report));
        document.put("steps", Map.of("recorded", report.steps(), "compared", report.compared(), "equal", report.equal()));
        document.put("keys", Map.of("compared", report.keys(), "equal", report.keysEqual()));
        document.put("labels", Map.of("compared", report.labels(), "equal", report.labelsEqual()));
        report.partialFrom().ifPresent(step -> document.put("partialFrom", step));
        document.put("skipped", report.skipped());
        document.put("differences", report.differences());
        return document;
    }
}
