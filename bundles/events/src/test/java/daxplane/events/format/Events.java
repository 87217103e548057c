package daxplane.events.format;

import daxplane.host.Effect;
import daxplane.inventory.AddressRange;
import daxplane.inventory.BlockRange;
import daxplane.inventory.DaxDevice;
import daxplane.inventory.DeviceLease;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.Dimm;
import daxplane.inventory.Fact;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import daxplane.inventory.LabelExtent;
import daxplane.inventory.MemoryBlock;
import daxplane.inventory.MemoryPolicy;
import daxplane.inventory.Namespace;
import daxplane.inventory.Node;
import daxplane.inventory.Region;
import daxplane.inventory.Reservation;
import daxplane.inventory.StackedDisk;
import daxplane.inventory.Zone;
import daxplane.events.Event;
import daxplane.events.desired.BlockTargets;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any event that there can be, made from the shapes of the records, so that a new component is covered at once. */
final class Events {

    /** Where unsigned numbers go wrong. */
    private static final long[] EDGES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32};

    private Events() {
    }

    static Arbitrary<Event> any() {
        return Arbitraries.lazy(() -> ofSealed(Event.class)).map(Event.class::cast);
    }

    private static Arbitrary<?> ofSealed(Class<?> sealed) {
        return Arbitraries.oneOf(Arrays.stream(sealed.getPermittedSubclasses()).<Arbitrary<Object>>map(kind -> of(kind)).toList());
    }

    private static Arbitrary<Object> ofRecord(Class<?> kind) {
        if (kind == Effect.RunProgram.class) {              // there is no program without a name
            return Combinators.combine(text().list().ofMinSize(1).ofMaxSize(3), text()).as(Effect.RunProgram::new);
        }
        if (kind == Fact.LabelAreaWritten.class) {          // extents lie in their area, and none on another
            return Combinators.combine(text(), areas().tuple2()).as((dimm, two) -> new Fact.LabelAreaWritten(dimm, two.get1().bytes(), two.get1().changesTo(two.get2())));
        }
        if (kind == DeviceUse.class) {                      // what is leased has a lease, and nothing else
            return Combinators.combine(text(), Arbitraries.of(DeviceUse.Kind.class), Arbitraries.integers(), text(), ofRecord(DeviceLease.class).map(DeviceLease.class::cast))
                    .as((device, use, pid, who, lease) -> new DeviceUse(device, use, pid, who, Optional.of(lease).filter(_ -> use == DeviceUse.Kind.LEASED)));
        }
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Arbitrary<Object>> values = Arrays.stream(components).map(c -> of(c.getGenericType())).toList();
        return Combinators.combine(values).as(arguments -> {
            try {
                return (Object) kind.getDeclaredConstructor(types).newInstance(arguments.toArray());
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(kind.toString(), impossible);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Arbitrary<Object> of(Type type) {
        return (Arbitrary<Object>) switch (type) {
            case ParameterizedType generic when generic.getRawType() == Optional.class -> of(generic.getActualTypeArguments()[0]).optional();
            case ParameterizedType generic when generic.getRawType() == SortedMap.class -> Arbitraries.maps(Arbitraries.longs().between(0, 60),
                    Arbitraries.of(BlockTargets.Target.values())).ofMaxSize(8).map(TreeMap::new);
            case ParameterizedType generic -> of(generic.getActualTypeArguments()[0]).list().ofMaxSize(3);
            case Class<?> kind when kind == String.class -> text();
            case Class<?> kind when kind == long.class -> longs();
            case Class<?> kind when kind == int.class -> Arbitraries.integers();
            case Class<?> kind when kind == boolean.class -> Arbitraries.of(true, false);
            case Class<?> kind when kind == byte[].class -> Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
            case Class<?> kind when kind == OptionalInt.class -> Arbitraries.integers().optional()
                    .map(value -> value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty());
            case Class<?> kind when kind == OptionalLong.class -> longs().optional()
                    .map(value -> value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty());
            case Class<?> kind when kind == AddressRange.class -> ranges();
            case Class<?> kind when kind == BlockRange.class -> Combinators.combine(Arbitraries.longs().between(0, 1L << 40),
                    Arbitraries.longs().between(1, 1 << 10)).as(BlockRange::new);
            case Class<?> kind when kind == Inventory.class -> pictures();
            case Class<?> kind when kind.isEnum() -> Arbitraries.of((Object[]) kind.getEnumConstants());
            case Class<?> kind when kind.isSealed() -> ofSealed(kind);
            case Class<?> kind when kind.isRecord() -> ofRecord(kind);
            default -> throw new AssertionError("no arbitrary for " + type);
        };
    }

    /** Also control characters, quotes, and halves of surrogate pairs. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab\"\\\n\t/\u0000\u007f\u00fc\u2028\ud83d\udcbe").all().ofMaxLength(8);
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(Arrays.stream(EDGES).boxed().toList()));
    }

    private static Arbitrary<AddressRange> ranges() {
        return Combinators.combine(longs(), longs()).as((a, b) -> Long.compareUnsigned(a, b) <= 0 || b == 0 ? new AddressRange(a, b) : new AddressRange(b, a));
    }

    private static Arbitrary<LabelArea> areas() {
        return Combinators.combine(Arbitraries.integers().between(0, 4000), Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(90), Arbitraries.of(true, false))
                .as((offset, bytes, plain) -> new LabelExtent(offset, plain ? bytes : new byte[] {bytes[0], bytes[0], bytes[0]})).list().ofMaxSize(4)
                .map(extents -> LabelArea.blank(4096).with(extents));
    }

    private static Arbitrary<Inventory> pictures() {
        return Combinators.combine(ofRecord(MemoryPolicy.class).map(MemoryPolicy.class::cast), longs(), blocks(),
                map(ofRecord(Node.class).map(Node.class::cast), node -> node.id()), Arbitraries.maps(text(), areas()).ofMaxSize(2))
                .flatAs((policy, total, blocks, nodes, labels) ->
                Combinators.combine(
                        map(ofRecord(Dimm.class).map(Dimm.class::cast), dimm -> dimm.name()),
                        map(ofRecord(Region.class).map(Region.class::cast), region -> region.name()),
                        map(ofRecord(Namespace.class).map(Namespace.class::cast), namespace -> namespace.name()),
                        map(ofRecord(DaxDevice.class).map(DaxDevice.class::cast), device -> device.name()),
                        set(text()), set(ofRecord(Reservation.class).map(Reservation.class::cast)),
                        Arbitraries.maps(text(), set(text())).ofMaxSize(3), Arbitraries.maps(text(), text()).ofMaxSize(3))
                        .flatAs((dimms, regions, namespaces, devices, modules, reserved, ids, settings) -> Combinators.combine(
                        map(ofRecord(StackedDisk.class).map(StackedDisk.class::cast), disk -> disk.name()), set(ofRecord(DeviceUse.class).map(DeviceUse.class::cast)))
                        .as((disks, uses) -> new Inventory(policy, total, dimms, regions, namespaces, devices, blocks, nodes, modules, reserved,
                                Inventory.sorted(ids), Inventory.sorted(settings), disks, uses, Inventory.sorted(labels)))));
    }

    private static Arbitrary<SortedMap<Long, MemoryBlock>> blocks() {
        var like = Combinators.combine(Arbitraries.integers().between(-1, 1), Arbitraries.of(Zone.values()).optional())
                .as((node, zone) -> new MemoryBlock(0, node < 0 ? OptionalInt.empty() : OptionalInt.of(node), zone));
        return Arbitraries.maps(Arbitraries.longs().between(0, 30), like).ofMaxSize(20).map(map -> {
            var blocks = new TreeMap<Long, MemoryBlock>();
            map.forEach((number, block) -> blocks.put(number, new MemoryBlock(number, block.node(), block.zone())));
            return Inventory.sorted(blocks);
        });
    }

    private static <K extends Comparable<K>, V> Arbitrary<SortedMap<K, V>> map(Arbitrary<V> values, Function<V, K> key) {
        return values.list().ofMaxSize(3).map(list -> {
            Map<K, V> map = new TreeMap<>();
            list.forEach(value -> map.put(key.apply(value), value));
            return Inventory.sorted(map);
        });
    }

    private static <T extends Comparable<T>> Arbitrary<SortedSet<T>> set(Arbitrary<T> values) {
        return values.list().ofMaxSize(3).map(list -> Inventory.sorted(new TreeSet<>(list)));
    }
}
