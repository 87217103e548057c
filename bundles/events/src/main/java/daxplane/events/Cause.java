package daxplane.events;

/** Who or what brought something about. An operation's id is never taken for one of the others, whatever its caller called it. */
public sealed interface Cause {

    /** Nobody that the journal knows: another administrator, another tool, the kernel by itself. */
    Cause EXTERNAL = new External();

    /** A boot. */
    Cause BOOT = new Boot();

    /** One of ours. */
    record Operation(String id) implements Cause {
    }

    record External() implements Cause {
    }

    record Boot() implements Cause {
    }

    static Cause operation(String id) {
        return new Operation(id);
    }

    /** Whether it is the operation with this id. */
    default boolean is(String operation) {
        return this instanceof Operation(var id) && id.equals(operation);
    }

    /** For people: the operation's id, {@code external} or {@code boot}. */
    default String text() {
        return switch (this) {
            case Operation(var id) -> id;
            case External _ -> "external";
            case Boot _ -> "boot";
        };
    }
}
