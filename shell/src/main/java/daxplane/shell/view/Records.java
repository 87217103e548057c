package daxplane.shell.view;

import daxplane.events.Deviated;
import daxplane.events.Event;
import daxplane.events.EventRecord;
import daxplane.events.Statement;
import daxplane.events.Target;
import daxplane.host.EffectResult;
import daxplane.inventory.FactText;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Journal records, in a line or whole. */
public final class Records {

    private Records() {
    }

    public static Table table(List<EventRecord> records) {
        var table = new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.text("type"), Column.wrapped("what")))
                .whenEmpty("the journal is empty");
        records.forEach(record -> table.row(record.revision(), HistoryView.time(record.time()), record.type(), text(record.event())));
        return table;
    }

    public static Properties show(EventRecord record) {
        var shown = new Properties("revision " + record.revision())
                .silently("revision", record.revision())
                .with("time", HistoryView.time(record.time()))
                .with("type", record.type())
                .with("type_version", record.typeVersion())
                .with("what", text(record.event()))
                .with("details", details(record.event()))
                .with("previous", record.previous())
                .with("hash", record.hash());
        return shown;
    }

    /** One line. */
    public static String text(Event event) {
        return switch (event) {
            case Event.BootObserved boot -> "boot " + boot.bootId() + " of " + boot.host() + (boot.lost().isEmpty() ? "" : "; lost: " + String.join(", ", Statement.texts(boot.lost())));
            case Event.OperationIntended intended -> intended.operation() + " begins: " + intended.command() + ", by " + intended.actor()
                    + (intended.reason().isEmpty() ? "" : ", because " + intended.reason()) + ", " + Count.of(intended.steps().size(), "step");
            case Event.EffectPerformed effect -> effect.operation() + ": " + effect.effect().typed() + " " + text(effect.result());
            case Event.FactsObserved facts -> facts.cause().text() + ": " + String.join("; ", facts.facts().stream().map(FactText::of).toList());
            case Event.StepFailed failed -> failed.operation() + " step " + failed.step() + " failed: " + failed.what();
            case Event.OperationEnded ended -> ended.operation() + " " + word(ended.outcome()) + ": " + ended.summary();
            case Event.OperationSettled settled -> settled.operation() + " settled, " + word(settled.outcome()) + ": " + settled.how();
            case Event.Refused refused -> "refused: " + refused.command() + ", by " + refused.actor() + ": " + refused.rule() + " (" + (refused.errno().isEmpty() ? refused.code() : refused.errno()) + ")";
            case Event.DriverChanged driver -> driver.word() + " " + driver.driver() + " " + driver.action() + ": " + side(driver.versionBefore(), driver.digestBefore())
                    + " -> " + side(driver.versionAfter(), driver.digestAfter()) + ", " + driver.result();
            case Event.ConfigurationChanged change -> change.key() + ": " + orDefault(change.before()) + " -> " + orDefault(change.after());
            case Event.DriftDetected drift -> "drift: " + String.join("; ", differences(drift));
        };
    }

    private static String orDefault(String value) {
        return value.isEmpty() ? "default" : value;
    }

    private static String side(String version, String digest) {
        return digest.isEmpty() ? "none" : version + " (sha256 " + digest + ")";
    }

    /** What the line leaves out, in lines. */
    private static List<String> details(Event event) {
        return switch (event) {
            case Event.BootObserved boot -> {
                var lines = new ArrayList<String>();
                lines.add("kernel " + boot.kernelRelease());
                lines.add(Count.of(boot.picture().daxDevices().size(), "dax device") + ", " + Count.of(boot.picture().namespaces().size(), "namespace") + ", "
                        + Count.of(boot.picture().blocks().size(), "memory block"));
                yield lines;
            }
            case Event.OperationIntended intended -> {
                var lines = new ArrayList<String>();
                for (var step : intended.steps()) {
                    lines.add(lines.size() + 1 + "  " + step.effect().typed() + "; then " + step.afterwards()
                            + step.irreversible().map(because -> "; irreversible: " + because).orElse(""));
                }
                yield lines;
            }
            case Event.EffectPerformed effect -> List.of("step " + effect.step(), effect.durationNanos() / 1000 + " us");
            case Event.FactsObserved facts -> facts.facts().stream().map(FactText::of).toList();
            case Event.Refused refused -> refused(refused);
            case Event.DriverChanged driver -> List.of("sha256 before " + driver.digestBefore(), "sha256 after " + driver.digestAfter());
            case Event.DriftDetected drift -> differences(drift);
            case Event.StepFailed failed -> List.of("code " + failed.code(), "about " + about(failed.about()));
            case Event.OperationEnded _, Event.OperationSettled _, Event.ConfigurationChanged _ -> List.of();
        };
    }

    private static List<String> refused(Event.Refused refused) {
        var lines = new ArrayList<String>(List.of("code " + refused.code(), "object " + refused.object(), "about " + about(refused.about())));
        refused.exitCode().ifPresent(exit -> lines.add("exit code " + exit));
        lines.add("do " + refused.remedy());
        return lines;
    }

    private static String about(List<Target> targets) {
        return targets.isEmpty() ? "nothing that is known" : String.join(", ", targets.stream().map(Target::name).toList());
    }

    private static String text(EffectResult result) {
        return switch (result) {
            case EffectResult.Ended(var status, _, _) when status != 0 -> "exit status " + status;
            case EffectResult.Done _, EffectResult.Ended _ -> "ok";
            case EffectResult.Failed(var errno, var at) -> errno + " at " + at.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static List<String> differences(Event.DriftDetected drift) {
        return drift.differences().stream().map(Deviated::text).toList();
    }

    private static String word(Event.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
