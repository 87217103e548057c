package daxplane.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The whole physical address space of a picture: for every byte what it is. Derived, pure.
 *
 * <pre>
 *   namespace0.0                          |  region0, no namespace
 *   metadata | dax0.0: lost | owned | lost|  free
 * </pre>
 *
 * @param spans without gaps and overlaps from 0 to 2^64, neighbours that say the same joined
 */
public record AddressSpace(List<Span> spans) {

    /** What a byte is. */
    public enum Use {
        /** A device, namespace or the kernel has it. */
        OWNED,
        /** In no namespace of its region. */
        FREE,
        /** Info block, struct pages, tables of a personality. */
        METADATA,
        /** Of a device, and of no use to its owner: it fills no whole memory block, or no whole unit of alignment. */
        LOST,
        /** The kernel holds it, and cannot be made to give it back before the next boot. */
        LEAKED,
        /** Ordinary memory of the kernel. */
        ORDINARY,
        /** Set aside by the firmware for a purpose, and no driver has it. */
        FIRMWARE,
        /** Nothing that is recorded: no memory, or a device's or the firmware's own. */
        NOTHING
    }

    /**
     * @param object the device, namespace, region or line of /proc/iomem that it is a part of; empty text where there is none
     * @param what   for people, why it is so
     */
    public record Span(AddressRange range, Use use, String object, String what) {

        private boolean saysTheSame(Span other) {
            return use == other.use && object.equals(other.object) && what.equals(other.what);
        }
    }

    /** An info block takes the second page of a namespace. */
    private static final long INFO_BLOCK_BYTES = 8192;

    public AddressSpace {
        spans = List.copyOf(spans);
    }

    public static AddressSpace of(Inventory picture) {
        var parts = new Parts(picture);
        var starts = new TreeSet<Long>(Long::compareUnsigned);
        starts.add(0L);
        parts.ranges().forEach(range -> {
            starts.add(range.start());
            starts.add(range.end());       // 0 for one that reaches to 2^64, where nothing begins
        });
        var spans = new ArrayList<Span>();
        for (long start : starts) {
            var next = starts.higher(start);
            var span = parts.at(start, new AddressRange(start, next == null ? 0 : next));
            if (!spans.isEmpty() && spans.getLast().saysTheSame(span)) {
                var before = spans.removeLast();
                span = new Span(new AddressRange(before.range().start(), span.range().end()), span.use(), span.object(), span.what());
            }
            spans.add(span);
        }
        return new AddressSpace(spans);
    }

    /** The span that a byte is in. There is one for each. */
    public Span at(long address) {
        int low = 0;
        int high = spans.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (Long.compareUnsigned(spans.get(middle).range().start(), address) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return spans.get(low);
    }

    /** Without what nothing is recorded of. */
    public List<Span> known() {
        return spans.stream().filter(span -> span.use() != Use.NOTHING).toList();
    }

    /** What of a picture has a place. */
    private record Parts(Inventory picture, List<Leak> leaks, List<DeviceBlocks> devices, List<AddressRange> blocks) {

        Parts(Inventory picture) {
            this(picture, Leak.in(picture), picture.daxDevices().values().stream().map(device -> DeviceBlocks.of(picture, device)).toList(), blocks(picture));
        }

        private static List<AddressRange> blocks(Inventory picture) {
            return DeviceBlocks.runs(List.copyOf(picture.blocks().values())).stream().map(run -> inBytes(run, picture.policy().blockBytes())).toList();
        }

        private static AddressRange inBytes(BlockRange run, long blockBytes) {
            return AddressRange.ofSize(run.first() * blockBytes, run.count() * blockBytes);
        }

        List<AddressRange> ranges() {
            var ranges = new ArrayList<AddressRange>();
            picture.regions().values().forEach(region -> ranges.add(region.range()));
            picture.namespaces().values().forEach(namespace -> place(namespace).ifPresent(range -> {
                ranges.add(range);
                ranges.add(new AddressRange(range.start(), infoBlockEnd(range)));
            }));
            devices.forEach(device -> {
                ranges.addAll(device.device().ranges());
                device.ranges().forEach(run -> ranges.add(inBytes(run, device.blockBytes())));
            });
            leaks.forEach(leak -> ranges.add(leak.range()));
            picture.reservations().forEach(line -> ranges.add(line.range()));
            ranges.addAll(blocks);
            ranges.removeIf(AddressRange::isEmpty);
            return ranges;
        }

        private static long infoBlockEnd(AddressRange range) {
            return Long.compareUnsigned(range.bytes(), INFO_BLOCK_BYTES) > 0 ? range.start() + INFO_BLOCK_BYTES : range.end();
        }

        private static Optional<AddressRange> place(Namespace namespace) {
            var start = namespace.start();
            return start.isPresent() ? AddressRange.fitting(start.getAsLong(), namespace.bytes()) : Optional.empty();
        }

        /** The narrowest thing decides. */
        Span at(long address, AddressRange range) {
            return leaked(address, range).or(() -> ofDevice(address, range)).or(() -> ofNamespace(address, range)).or(() -> ofRegion(address, range))
                    .or(() -> ordinary(address, range)).or(() -> reserved(address, range))
                    .orElseGet(() -> new Span(range, Use.NOTHING, "", "nothing that can be handed over lies there"));
        }

        private Optional<Span> leaked(long address, AddressRange range) {
            return leaks.stream().filter(leak -> leak.range().contains(address)).findFirst()
                    .map(leak -> new Span(range, Use.LEAKED, leak.device(), "leaked: kmem was unbound while blocks were online, and it stays taken until the next boot"));
        }

        private Optional<Span> ofDevice(long address, AddressRange range) {
            return devices.stream().filter(device -> device.device().ranges().stream().anyMatch(own -> own.contains(address))).findFirst().map(device -> {
                var name = device.device().name();
                if (device.device().usedAsRam() && device.blockBytes() != 0
                        && device.ranges().stream().noneMatch(run -> inBytes(run, device.blockBytes()).contains(address))) {
                    return new Span(range, Use.LOST, name, "lost to alignment: it fills no whole memory block of " + new ByteSize(device.blockBytes()));
                }
                return new Span(range, Use.OWNED, name, "");
            });
        }

        private Optional<Span> ofNamespace(long address, AddressRange range) {
            return picture.namespaces().values().stream().filter(namespace -> namespace.bytes() != 0 && place(namespace).filter(own -> own.contains(address)).isPresent())
                    .findFirst().map(namespace -> ofNamespace(namespace, address, range));
        }

        private Span ofNamespace(Namespace namespace, long address, AddressRange range) {
            var device = devices.stream().map(DeviceBlocks::device).filter(dax -> dax.namespace().equals(Optional.of(namespace.name())) && !dax.ranges().isEmpty()).findFirst();
            if (device.isPresent()) {
                boolean before = device.get().ranges().stream().allMatch(own -> Long.compareUnsigned(address, own.start()) < 0);
                return before ? new Span(range, Use.METADATA, namespace.name(), "metadata of " + namespace.name() + ": info block and struct pages")
                        : new Span(range, Use.LOST, namespace.name(), "lost to alignment: it fills no whole unit of " + device.get().name());
            }
            boolean info = namespace.mode() != Namespace.Mode.RAW && place(namespace).filter(own -> Long.compareUnsigned(address, own.start() + INFO_BLOCK_BYTES) < 0).isPresent();
            return info ? new Span(range, Use.METADATA, namespace.name(), "metadata of " + namespace.name() + ": info block")
                    : new Span(range, Use.OWNED, namespace.name(), "");
        }

        private Optional<Span> ofRegion(long address, AddressRange range) {
            return picture.regions().values().stream().filter(region -> region.range().start() != 0 && region.range().contains(address)).findFirst()
                    .map(region -> new Span(range, Use.FREE, region.name(), "it is in " + region.name() + ", and no namespace has it"));
        }

        private Optional<Span> ordinary(long address, AddressRange range) {
            return blocks.stream().filter(run -> run.contains(address)).findFirst()
                    .map(run -> new Span(range, Use.ORDINARY, "", "it belongs to no device: ordinary memory of the kernel"));
        }

        private Optional<Span> reserved(long address, AddressRange range) {
            return picture.reservations().stream().filter(line -> line.range().contains(address)).max(Comparator.comparingInt(Reservation::depth))
                    .map(line -> new Span(range, Use.FIRMWARE, line.owner(), "it is " + line.range() + ", " + line.owner() + ", and no driver has it"));
        }
    }
}
