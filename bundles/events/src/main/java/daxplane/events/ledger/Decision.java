package daxplane.events.ledger;

import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.Names;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the words of a command decide, whether or not anything had to change for it: {@code release dax0.0} of a device that is
 * devdax already is the decision that devdax is wanted.
 *
 * @param scope whether the words are all there is to it
 * @param keys  objects that the words name
 */
record Decision(Scope scope, List<ObjectId> keys) {

    enum Scope {
        /** The named objects alone. What else an operation touched on its way (new_id attaches every device that has an id) nobody asked for. */
        NAMED,
        /** Whatever the operation changed: a hand or a tool does not say beforehand what it is about. */
        TOUCHED,
        /** Every object that there is. */
        EVERYTHING
    }

    static Decision of(String command, Inventory before, Inventory after, Collection<DesiredState> wanted) {
        String[] words = command.split(" ");
        return switch (words[0]) {
            case "assign" -> words.length < 2 ? named(Optional.empty()) : device(words[1], before, after).map(key -> named(Optional.of(key)))
                    .orElse(new Decision(Scope.TOUCHED, List.of()));        // free space has no identity; what was made of it has
            case "release" -> named(words.length < 2 ? Optional.empty() : device(words[1], before, after));
            case "accept" -> words.length < 2 ? new Decision(Scope.EVERYTHING, List.of()) : named(object(words[1], after, wanted));
            // What is recovered was wanted before, and what comes along is not.
            case "recover" -> named(Optional.empty());
            default -> new Decision(Scope.TOUCHED, List.of());
        };
    }

    private static Decision named(Optional<ObjectId> key) {
        return new Decision(Scope.NAMED, key.stream().toList());
    }

    private static Optional<ObjectId> device(String text, Inventory before, Inventory after) {
        return resolved(before, text).or(() -> resolved(after, text));     // the kernel's name may be another object's afterwards
    }

    private static Optional<ObjectId> resolved(Inventory picture, String text) {
        return Names.resolve(picture, text).stream().findFirst().flatMap(name -> {
            DaxDevice device = picture.daxDevices().get(name);
            return device != null ? Optional.of(ObjectId.of(device))
                    : Optional.ofNullable(picture.namespaces().get(name)).map(namespace -> ObjectId.of(picture, namespace));
        });
    }

    /** Of anything that can drift, also of what is no longer there. */
    private static Optional<ObjectId> object(String text, Inventory picture, Collection<DesiredState> wanted) {
        return ManagedObjects.of(picture).values().stream()
                .filter(thing -> thing.name().equals(text))
                .map(ManagedObject::key)
                .findFirst()
                .or(() -> resolved(picture, text))
                .or(() -> wanted.stream().filter(claim -> claim.name().equals(text)).map(DesiredState::key).findFirst());
    }
}
