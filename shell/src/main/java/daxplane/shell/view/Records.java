package daxplane.shell.view;

import daxplane.events.Deviated;
import daxplane.events.Event;
import daxplane.events.StoredEvent;
import daxplane.events.Target;
import daxplane.inventory.FactText;
import daxplane.shell.screen.Column;
import daxplane.shell.screen.Count;
import daxplane.shell.screen.Properties;
import daxplane.shell.screen.StoredJson;
import daxplane.shell.screen.Table;
import daxplane.shell.screen.Typed;
import daxplane.shell.screen.View;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Journal records, in a line or whole. */
public final class Records {

    private Records() {
    }

    public static View table(List<StoredEvent> records) {
        var table = new Table(List.of(Column.number("revision", "REV"), Column.text("time"), Column.text("type"), Column.wrapped("what")))
                .whenEmpty("the journal is empty");
        records.forEach(record -> table.row(record.stored().revision(), HistoryView.time(record.stored().time()), record.type(), record.what()));
        return new Typed(table, records.stream().map(Records::json).toList());
    }

    public static View show(StoredEvent record) {
        var stored = record.stored();
        var shown = new Properties("revision " + stored.revision())
                .with("time", HistoryView.time(stored.time()))
                .with("type", record.type())
                .with("type_version", stored.typeVersion())
                .with("what", record.what())
                .with("details", record.event().map(Records::details).orElse(List.of(record.data().orElse(stored.payload().length + " bytes that are no JSON"))))
                .with("previous", stored.previous())
                .with("hash", stored.hash());
        var json = json(record);
        json.put("details", record.event().map(Records::details).orElse(List.of()));
        return new Typed(shown, json);
    }

    /** All of a record: its header, the sentence, and the payload as it is stored. */
    static Map<String, Object> json(StoredEvent record) {
        var stored = record.stored();
        var object = new LinkedHashMap<String, Object>();
        object.put("revision", stored.revision());
        object.put("time", stored.time().toString());
        object.put("type", record.type());
        object.put("number", stored.type());
        object.put("type_version", stored.typeVersion());
        object.put("what", record.what());
        object.put("previous", stored.previous());
        object.put("hash", stored.hash());
        putData(object, record);
        return object;
    }

    static void putData(Map<String, Object> object, StoredEvent record) {
        record.data().flatMap(StoredJson::of).ifPresentOrElse(data -> object.put("data", data),
                () -> object.put("data_base64", Base64.getEncoder().encodeToString(record.stored().payload())));
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
            case Event.DriftDetected drift -> drift.differences().stream().map(Deviated::text).toList();
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
}
