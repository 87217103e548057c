package daxplane.control.ledger;

import daxplane.events.Target;
import daxplane.events.desired.ObjectId;
import daxplane.events.ledger.MachineLedger;
import daxplane.host.Effect;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceBlocks;
import daxplane.inventory.Inventory;
import daxplane.inventory.NamedObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What names and effects are about, as objects with their identities. Pure. */
public final class Subjects {

    private Subjects() {
    }

    /** @return without an identity when nothing has this name that anything can be wanted of */
    public static Target named(String name, MachineLedger ledger) {
        return new Target(find(name, ledger.observed()).flatMap(Target::object), name);
    }

    /** The object that an effect names, in what it writes or else in where it writes; a module also while it is not loaded. */
    public static List<Target> of(Effect effect, MachineLedger ledger) {
        return switch (effect) {
            case Effect.WriteAttribute(var path, var value) -> Stream.concat(Stream.of(value.strip()), List.of(path.split("/")).reversed().stream())
                    .flatMap(word -> find(word, ledger.observed()).stream()).limit(1).toList();
            case Effect.LoadModule(var module) -> List.of(Target.of(ObjectId.ofModule(module), module));
            case Effect.UnloadModule(var module) -> List.of(Target.of(ObjectId.ofModule(module), module));
            case Effect.WriteLabelArea(var dimm, var _, var _) -> List.of(named(dimm, ledger));
            case Effect.CallFirmware(var node, var _) -> List.of(named(node, ledger));
            case Effect.ZeroMedia(var disk, var _, var _) -> find(disk, ledger.observed()).stream().toList();
            case Effect.WriteMedia(var disk, var _, var _) -> find(disk, ledger.observed()).stream().toList();
            case Effect.RunProgram(var words, var _) -> words.stream().skip(1).map(word -> word.substring(word.lastIndexOf('/') + 1))
                    .flatMap(word -> find(word, ledger.observed()).stream()).distinct().toList();
            case Effect.Reboot _, Effect.PowerCycle _, Effect.PowerLoss _ -> List.of();
        };
    }

    /** With its kernel name; a memory block stands for the device that it belongs to. */
    private static Optional<Target> find(String word, Inventory picture) {
        return NamedObject.find(picture, word).flatMap(found -> switch (found) {
            case NamedObject.OfDaxDevice(var device) -> Optional.of(of(device));
            case NamedObject.OfNamespace(var namespace) -> Optional.of(Target.of(ObjectId.of(picture, namespace), namespace.name()));
            case NamedObject.OfRegion(var region) -> Optional.of(Target.of(new ObjectId(ObjectId.Kind.REGION, region.path()), region.name()));
            case NamedObject.OfDimm(var dimm) -> Optional.of(Target.of(ObjectId.of(dimm), dimm.name()));
            case NamedObject.OfModule(var module) -> Optional.of(Target.of(ObjectId.ofModule(module), module));
            case NamedObject.OfAutoOnline _ -> Optional.of(Target.of(ObjectId.AUTO_ONLINE, NamedObject.AUTO_ONLINE));
            case NamedObject.OfBlocks(var blocks) -> owner(blocks, picture);
            case NamedObject.OfNode _, NamedObject.OfAddress _, NamedObject.OfDisk _ -> Optional.<Target>empty();
        });
    }

    private static Optional<Target> owner(BlockRange blocks, Inventory picture) {
        return picture.daxDevices().values().stream()
                .filter(device -> DeviceBlocks.of(picture, device).ranges().stream().anyMatch(own -> own.contains(blocks.first())))
                .findFirst().map(Subjects::of);
    }

    private static Target of(DaxDevice device) {
        return Target.of(ObjectId.of(device), device.name());
    }
}
