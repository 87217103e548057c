package daxplane.events.desired;

/** An object as it is. @param name its kernel name of now */
public record ManagedObject(ObjectId key, String name, State state) {
}
