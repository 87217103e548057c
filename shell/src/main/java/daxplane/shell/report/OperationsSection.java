package daxplane.shell.report;

import daxplane.shell.screen.Count;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Operations, one below the other; each opens and shows its plan and what was done. The browser does that, no script. */
final class OperationsSection {

    private OperationsSection() {
    }

    /** @param from first revision of the page */
    static void write(Stories stories, long from, PrintStream out) {
        var latest = stories.latest();
        out.println("<section id=\"operations\" aria-labelledby=\"h-operations\"><h2 id=\"h-operations\">Operations</h2>");
        if (latest.isEmpty()) {
            out.println("<p>No operation began in these records.</p></section>");
            return;
        }
        long all = stories.endings().values().stream().mapToLong(Long::longValue).sum();
        out.println("<p>" + Count.of(all, "operation") + ": " + stories.endings().entrySet().stream().map(ending -> ending.getValue() + " " + ending.getKey()).collect(Collectors.joining(", ")) + ".</p>");
        if (stories.earlier() > 0) {
            long first = latest.getFirst().intended();
            out.println("<p class=\"left-out\">These are the last " + latest.size() + "; <code>journal report --since " + from + " --until " + (first - 1)
                    + " --html FILE</code> makes a page of the " + stories.earlier() + " before them.</p>");
        }
        out.println("<p class=\"controls\"><label>Only those with <input type=\"search\" id=\"filter\" autocomplete=\"off\"></label> <button type=\"button\" id=\"open-all\">Open all</button> "
                + "<button type=\"button\" id=\"close-all\">Close all</button> <output id=\"chosen\" aria-live=\"polite\"></output></p>");
        latest.forEach(story -> write(story, out));
        out.println("</section>");
    }

    private static void write(Story story, PrintStream out) {
        var ending = story.ending().toString();
        out.println("<details class=\"op\" id=\"" + Html.text(story.id()) + "\"><summary><b>" + Html.text(story.id()) + "</b> <span class=\"end " + ending + "\">" + ending
                + "</span> <code>" + Html.text(story.command()) + "</code> <span>" + Html.text(story.actor()) + "</span> " + Html.time(story.begun()) + "</summary>");
        out.println("<dl><dt>Who</dt><dd>" + Html.text(story.actor()) + "</dd>" + (story.reason().isEmpty() ? "" : "<dt>Why</dt><dd>" + Html.text(story.reason()) + "</dd>")
                + "<dt>Begun</dt><dd>revision " + story.intended() + "</dd><dt>Outcome</dt><dd>" + ending + (story.summary().isEmpty() ? "" : ": " + Html.text(story.summary())) + "</dd></dl>");
        plan(story, out);
        done(story, out);
        out.println("</details>");
    }

    private static void plan(Story story, PrintStream out) {
        if (story.planned() == 0) {
            out.println("<p>It has no plan of steps.</p>");
            return;
        }
        out.println("<table class=\"plan\"><caption>Plan</caption><thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Effect</th><th scope=\"col\">Then</th><th scope=\"col\">Undo</th></tr></thead><tbody>");
        int number = 0;
        for (var step : story.plan()) {
            out.println("<tr>" + Html.number(++number) + "<td><code>" + Html.text(step.effect()) + "</code></td>" + Html.cell(step.afterwards()) + "<td>" + undo(step.undo(), step.irreversible()) + "</td></tr>");
        }
        out.println("</tbody></table>" + more(story.planned() - story.plan().size(), "step", story.id()));
    }

    private static String undo(List<String> undo, String irreversible) {
        return irreversible.isEmpty() ? undo.stream().map(effect -> "<code>" + Html.text(effect) + "</code>").collect(Collectors.joining("<br>"))
                : "cannot be undone: " + Html.text(irreversible);
    }

    private static void done(Story story, PrintStream out) {
        out.println("<table class=\"done\"><caption>What was done</caption><thead><tr><th scope=\"col\">Rev</th><th scope=\"col\">Time</th><th scope=\"col\">What</th></tr></thead><tbody>");
        story.records().forEach(line -> out.println("<tr>" + Html.number(line.revision()) + "<td>" + Html.time(line.time()) + "</td>" + Html.cell(line.what()) + "</tr>"));
        out.println("</tbody></table>" + more(story.told() - story.records().size(), "record", story.id()));
    }

    private static String more(long count, String one, String operation) {
        return count == 0 ? "" : "<p>And " + Count.of(count, "more " + one) + "; <code>history " + Html.text(operation) + "</code> tells all.</p>";
    }
}
