package daxplane.events.ledger;

import daxplane.events.Decision;
import daxplane.events.Event;
import daxplane.events.Intent;
import daxplane.events.Intent.Option;
import daxplane.events.Target;
import daxplane.events.desired.DesiredState;
import daxplane.events.desired.ManagedObject;
import daxplane.events.desired.ManagedObjects;
import daxplane.events.desired.ObjectId;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.Inventory;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What records of version 1 meant. They hold the text of a command and nothing else of its intent, and no decisions; both
 * follow from the text and from the picture of then, by the rules of 0.1.0. Frozen: a change here changes what old journals
 * say was wanted. Held by the journal of 0.1.0 among the tests.
 */
final class VersionOne {

    private VersionOne() {
    }

    /** What a boot made wanted: whatever nobody had decided about. */
    static List<Decision> found(Collection<ManagedObject> objects, Set<ObjectId> wanted) {
        return objects.stream().filter(object -> !wanted.contains(object.key()))
                .<Decision>map(object -> new Decision.Found(object.key(), object.name(), Optional.of(object.state()))).toList();
    }

    /** What a text meant, in the picture in which it was typed. */
    static Intent intent(Event.OperationIntended record, Inventory picture) {
        var words = List.of(record.command().split(" "));
        boolean named = words.size() > 1;
        Intent otherwise = record.steps().isEmpty() ? new Intent.ToolRun(words) : byHand(record.command());
        return switch (words.getFirst()) {
            case "assign" -> words.size() < 3 ? otherwise
                    : new Intent.Assign(target(picture, words.get(1)), words.get(2), options(words.subList(3, words.size())));
            case "release" -> named ? new Intent.Release(target(picture, words.get(1)), options(words.subList(2, words.size()))) : otherwise;
            case "recover" -> new Intent.Recover(!named, targets(picture, words));
            case "accept" -> new Intent.Accept(!named, targets(picture, words));
            case "undo" -> named ? new Intent.Undo(words.get(1), List.of()) : otherwise;
            case "reboot" -> new Intent.Power(true);
            case "power-loss" -> new Intent.Power(false);
            default -> otherwise;
        };
    }

    private static List<Target> targets(Inventory picture, List<String> words) {
        return words.stream().skip(1).limit(1).map(word -> target(picture, word)).toList();
    }

    private static Target target(Inventory picture, String name) {
        return new Target(resolved(picture, name), name);
    }

    private static Intent byHand(String command) {
        var words = List.of(command.split("[ ;]+"));
        return new Intent.ByHand(words.contains("--leak-until-reboot"), words.stream().map(word -> new Target(Optional.empty(), word)).toList());
    }

    private static List<Option> options(List<String> words) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("--")) {
                boolean value = i + 1 < words.size() && !words.get(i + 1).startsWith("--");
                options.add(new Option(words.get(i).substring(2), value ? words.get(++i) : ""));
            }
        }
        return options;
    }

    /** What a completed operation decided. */
    static List<Decision> decisions(OpenOperation operation, Inventory after, Collection<DesiredState> wanted) {
        String[] words = operation.intent().command().split(" ");
        var keys = new TreeSet<ObjectId>();
        var decisions = new ArrayList<Decision>();
        switch (words[0]) {
            case "assign", "release" -> {
                if (words.length > 1) {
                    resolved(after, words[1]).or(() -> resolved(operation.before(), words[1])).ifPresent(keys::add);
                }
            }
            case "accept" -> {
                if (words.length > 1) {
                    object(words[1], after, wanted).ifPresent(keys::add);
                } else {
                    wanted.forEach(desired -> decisions.add(new Decision.Dropped(desired.key())));
                    keys.addAll(ManagedObjects.of(after).keySet());
                }
            }
            // What is recovered was wanted before, and what comes along is not.
            case "recover" -> { }
            default -> operation.touched().stream()
                    .filter(key -> !ManagedObjects.of(operation.before(), key).map(ManagedObject::state)
                            .equals(ManagedObjects.of(after, key).map(ManagedObject::state)))
                    .forEach(keys::add);
        }
        keys.forEach(key -> decisions.add(Decisions.chosen(key, after, wanted)));
        return decisions;
    }

    private static Optional<ObjectId> resolved(Inventory picture, String text) {
        return names(picture, text).stream().findFirst().flatMap(name -> {
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

    private static List<String> names(Inventory picture, String text) {
        if (picture.daxDevices().containsKey(text)) {
            return List.of(text);
        }
        for (Predicate<Namespace> rule : List.<Predicate<Namespace>>of(
                namespace -> namespace.name().equals(text),
                namespace -> namespace.blockDevice().filter(text::equals).isPresent(),
                namespace -> namespace.uuid().filter(text::equalsIgnoreCase).isPresent(),
                namespace -> namespace.personalityUuid().filter(text::equalsIgnoreCase).isPresent(),
                namespace -> !text.isEmpty() && namespace.altName().equals(text))) {
            var found = picture.namespaces().values().stream().filter(rule).map(namespace -> device(picture, namespace)).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String device(Inventory picture, Namespace namespace) {
        return picture.daxDevices().values().stream()
                .filter(device -> device.namespace().filter(namespace.name()::equals).isPresent())
                .map(DaxDevice::name)
                .findFirst().orElse(namespace.name());
    }
}
