package daxplane.events.format;

import daxplane.events.Event;
import java.util.Optional;

/**
 * Event types as records name them. Numbers are never used twice, also when a type is given up. A version grows by one when
 * the fields of the type, or of anything inside it, grow.
 */
public enum EventType {
    BOOT_OBSERVED(1, 2, "BootObserved", true),
    OPERATION_INTENDED(2, 2, "OperationIntended", true),
    EFFECT_PERFORMED(3, 2, "EffectPerformed", false),
    FACTS_OBSERVED(4, 2, "FactsObserved", false),
    STEP_FAILED(5, 2, "StepFailed", false),
    OPERATION_ENDED(6, 2, "OperationEnded", false),
    OPERATION_SETTLED(7, 2, "OperationSettled", false),
    REFUSED(8, 2, "Refused", true),
    DRIVER_CHANGED(9, 2, "DriverChanged", true),
    CONFIGURATION_CHANGED(10, 2, "ConfigurationChanged", true),
    DRIFT_DETECTED(11, 2, "DriftDetected", true);

    private final int number;
    private final int version;
    private final String word;
    private final boolean beginsWork;

    EventType(int number, int version, String word, boolean beginsWork) {
        this.number = number;
        this.version = version;
        this.word = word;
        this.beginsWork = beginsWork;
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

    /** Whether such an event starts something. Those leave the room alone that the ones need which tell how work went on. */
    public boolean beginsWork() {
        return beginsWork;
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
