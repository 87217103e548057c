package daxplane.journal.format;

import daxplane.journal.Event;
import java.util.Optional;

/**
 * Event types as records name them. Numbers are never used twice, also when a type is given up. A version grows by one when
 * the fields of the type, or of anything inside it, grow.
 */
public enum EventType {
    BOOT_OBSERVED(1, 1, "BootObserved"),
    OPERATION_INTENDED(2, 1, "OperationIntended"),
    EFFECT_PERFORMED(3, 1, "EffectPerformed"),
    FACTS_OBSERVED(4, 1, "FactsObserved"),
    STEP_FAILED(5, 1, "StepFailed"),
    OPERATION_ENDED(6, 1, "OperationEnded"),
    OPERATION_SETTLED(7, 1, "OperationSettled"),
    REFUSED(8, 2, "Refused"),
    DRIVER_CHANGED(9, 1, "DriverChanged"),
    CONFIGURATION_CHANGED(10, 1, "ConfigurationChanged"),
    DRIFT_DETECTED(11, 1, "DriftDetected");

    private final int number;
    private final int version;
    private final String word;

    EventType(int number, int version, String word) {
        this.number = number;
        this.version = version;
        this.word = word;
    }

    /** How a record names the type, 1 to 65535. */
    public int number() {
        return number;
    }

    /** The version that this program writes, 1 to 255. */
    public int version() {
        return version;
    }

    /** Name of the type for people. */
    public String word() {
        return word;
    }

    public static Optional<EventType> ofNumber(int number) {
        for (EventType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public static EventType of(Event event) {
        return switch (event) {
            case Event.BootObserved _ -> BOOT_OBSERVED;
            case Event.OperationIntended _ -> OPERATION_INTENDED;
            case Event.EffectPerformed _ -> EFFECT_PERFORMED;
            case Event.FactsObserved _ -> FACTS_OBSERVED;
            case Event.StepFailed _ -> STEP_FAILED;
            case Event.OperationEnded _ -> OPERATION_ENDED;
            case Event.OperationSettled _ -> OPERATION_SETTLED;
            case Event.Refused _ -> REFUSED;
            case Event.DriverChanged _ -> DRIVER_CHANGED;
            case Event.ConfigurationChanged _ -> CONFIGURATION_CHANGED;
            case Event.DriftDetected _ -> DRIFT_DETECTED;
        };
    }
}
