package daxplane.control.ledger;

import daxplane.control.wanted.Claim;
import daxplane.control.wanted.Key;
import daxplane.control.wanted.Names;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a command says about objects by its words alone, whether or not anything had to change for it: {@code release dax0.0}
 * of a device that is devdax already is the decision that devdax is wanted.
 *
 * @param everything whether it is about every object
 */
record Decision(boolean everything, List<Key> keys) {

    private static final Decision NONE = new Decision(false, List.of());

    static Decision of(String command, Inventory before, Inventory after, Collection<Claim> wanted) {
        String[] words = command.split(" ");
        return switch (words[0]) {
            case "assign", "release" -> words.length < 2 ? NONE : new Decision(false, device(words[1], before, after).stream().toList());
            case "accept" -> words.length < 2 ? new Decision(true, List.of())
                    : new Decision(false, object(words[1], after, wanted).stream().toList());
            default -> NONE;
        };
    }

    private static Optional<Key> device(String text, Inventory before, Inventory after) {
        return named(after, text).or(() -> named(before, text));
    }

    private static Optional<Key> named(Inventory picture, String text) {
        return Names.resolve(picture, text).stream().findFirst().flatMap(name -> {
            DaxDevice device = picture.daxDevices().get(name);
            return device != null ? Optional.of(Key.of(device))
                    : Optional.ofNullable(picture.namespaces().get(name)).map(namespace -> Key.of(picture, namespace));
        });
    }

    /** Of anything that can drift, also of what is no longer there. */
    private static Optional<Key> object(String text, Inventory picture, Collection<Claim> wanted) {
        return daxplane.control.wanted.Things.of(picture).values().stream()
                .filter(thing -> thing.name().equals(text))
                .map(daxplane.control.wanted.Thing::key)
                .findFirst()
                .or(() -> named(picture, text))
                .or(() -> wanted.stream().filter(claim -> claim.name().equals(text)).map(Claim::key).findFirst());
    }
}
