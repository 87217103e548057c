package daxplane.events;

import daxplane.host.EffectResult;
import daxplane.inventory.FactText;
import java.util.List;
import java.util.Locale;

/** An event in a sentence, for people: the one teller, for consoles, exports and reports alike. */
public final class EventText {

    private EventText() {
    }

    public static String of(Event event) {
        return switch (event) {
            case Event.BootObserved boot -> "boot " + boot.bootId() + " of " + boot.host() + (boot.lost().isEmpty() ? "" : "; lost: " + String.join(", ", Statement.texts(boot.lost())));
            case Event.OperationIntended intended -> intended.operation() + " begins: " + intended.command() + ", by " + intended.actor()
                    + (intended.reason().isEmpty() ? "" : ", because " + intended.reason()) + ", " + steps(intended.steps().size());
            case Event.EffectPerformed effect -> effect.operation() + ": " + effect.effect().typed() + " " + answer(effect.result());
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

    private static String steps(int count) {
        return count + (count == 1 ? " step" : " steps");
    }

    private static String answer(EffectResult result) {
        return switch (result) {
            case EffectResult.Ended(var status, _, _) when status != 0 -> "exit status " + status;
            case EffectResult.Done _, EffectResult.Ended _ -> "ok";
            case EffectResult.Failed(var errno, var at, var explanation) -> errno + " at " + at.name().toLowerCase(Locale.ROOT).replace('_', ' ') + explanation.map(": "::concat).orElse("");
        };
    }

    private static List<String> differences(Event.DriftDetected drift) {
        return drift.differences().stream().map(Deviated::text).toList();
    }

    private static String word(Event.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
