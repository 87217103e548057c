package daxplane.kernel.core;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.StateRecord;
import daxplane.kernel.KernelException;
import daxplane.kernel.ResourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The resource tree: siblings never overlap, children lie within their parent.
 *
 * <p>What is reserved at run time is kept in documents, one a line, so that reserving stays cheap in a large machine. What
 * firmware and other hardware reserved comes from the machine definition at every start.
 */
final class IomemTree implements ResourceTree {

    static final String KEY = "iomem/";
    static final String PATH = "/proc/iomem";

    /** Lines that only say whose memory a range is, or where devices may be, and occupy nothing (corpus acc-memmap-hole). */
    private static final List<String> PROVIDERS = List.of("Persistent Memory", "Soft Reserved", "CXL Window", "PCI Bus");

    private final KernelState state;
    private final IomemLine root = new IomemLine(new Resource(new AddressRange(0, 0), "root", false, false), null, false);

    private List<AddressRange> emulated = List.of();

    IomemTree(KernelState state) {
        this.state = state;
    }

    @Override
    public Resource request(AddressRange range, String name, boolean busy, boolean systemRam) throws KernelException {
        IomemLine parent = root;
        while (true) {
            List<IomemLine> conflicts = parent.overlapping(range);
            if (conflicts.isEmpty()) {
                return add(new Resource(range, name, busy, systemRam), parent);
            }
            IomemLine first = conflicts.getFirst();
            if (first.resource().busy() || !first.resource().range().contains(range)) {
                throw new KernelException(Errno.EBUSY, first.resource().name() + " is at " + first.resource().range());
            }
            parent = first;
        }
    }

    @Override
    public Resource insert(AddressRange range, String name, boolean busy, boolean systemRam) throws KernelException {
        IomemLine parent = root;
        while (true) {
            List<IomemLine> conflicts = parent.overlapping(range);
            if (conflicts.size() == 1) {
                AddressRange there = conflicts.getFirst().resource().range();
                if (there.contains(range) && !there.equals(range)) {
                    parent = conflicts.getFirst();
                    continue;
                }
            }
            for (IomemLine conflict : conflicts) {
                if (!range.contains(conflict.resource().range())) {
                    throw new KernelException(Errno.EBUSY, conflict.resource().name() + " is at " + conflict.resource().range());
                }
            }
            Resource resource = new Resource(range, name, busy, systemRam);
            IomemLine line = new IomemLine(resource, parent, true);
            for (IomemLine conflict : conflicts) {
                conflict.moveTo(line);
                conflict.withBelow().forEach(this::changed);
            }
            parent.children().put(range.start(), line);
            changed(line);
            return resource;
        }
    }

    @Override
    public void release(AddressRange range, String name) {
        line(range, name).filter(IomemLine::kept).ifPresent(line -> {
            line.parent().children().remove(range.start());
            for (IomemLine child : List.copyOf(line.children().values())) {
                child.moveTo(line.parent());
                child.withBelow().forEach(this::changed);
            }
            state.forget(line);
            state.touched(PATH);
        });
    }

    @Override
    public Optional<Resource> find(AddressRange range, String name) {
        return line(range, name).map(IomemLine::resource);
    }

    @Override
    public boolean occupied(AddressRange range) {
        return occupied(root, range);
    }

    @Override
    public List<Resource> children(Optional<Resource> parent) {
        Optional<IomemLine> line = parent.isEmpty() ? Optional.of(root) : line(parent.get().range(), parent.get().name());
        return line.map(found -> found.children().values().stream().map(IomemLine::resource).toList()).orElse(List.of());
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        root.children().values().forEach(line -> print(line, 0, out));
        return out.toString();
    }

    /** Ranges that a module emulates keep their own accounts: reservations in them are made, and not shown. */
    void hide(List<AddressRange> ranges) {
        emulated = List.copyOf(ranges);
    }

    /** A line of other hardware, nested below the innermost that contains it; it is in no document. EBUSY when it overlaps. */
    void foreign(AddressRange range, String name) throws KernelException {
        IomemLine parent = root;
        while (true) {
            List<IomemLine> conflicts = parent.overlapping(range);
            if (conflicts.isEmpty()) {
                Resource resource = new Resource(range, name, PROVIDERS.stream().noneMatch(name::startsWith), name.equals("System RAM"));
                parent.children().put(range.start(), new IomemLine(resource, parent, false));
                return;
            }
            if (!conflicts.getFirst().resource().range().contains(range)) {
                throw new KernelException(Errno.EBUSY, conflicts.getFirst().resource().name() + " is at " + conflicts.getFirst().resource().range());
            }
            parent = conflicts.getFirst();
        }
    }

    /** Puts back what documents describe: outer lines first, and of equal ranges the one that was on top. */
    void restore(List<StateRecord> documents) {
        List<StateRecord> sorted = new ArrayList<>(documents);
        sorted.sort(Comparator.comparing(IomemLine::rangeIn, Comparator.<AddressRange, Long>comparing(AddressRange::start, Long::compareUnsigned)
                .thenComparing(AddressRange::last, (a, b) -> Long.compareUnsigned(b, a)))
                .thenComparingInt(document -> Integer.parseInt(document.value("depth"))));
        for (StateRecord document : sorted) {
            AddressRange range = IomemLine.rangeIn(document);
            if (line(range, document.value("name")).isPresent()) {
                continue;                                  // recorded before the firmware's map told of it
            }
            IomemLine parent = root;
            for (List<IomemLine> over = parent.overlapping(range); !over.isEmpty() && over.getFirst().resource().range().contains(range);
                    over = parent.overlapping(range)) {
                parent = over.getFirst();
            }
            IomemLine line = IomemLine.of(document, parent);
            for (IomemLine inside : parent.overlapping(range)) {
                inside.moveTo(line);                       // lines of other hardware that were there first
            }
            parent.children().put(range.start(), line);
        }
    }

    private Resource add(Resource resource, IomemLine parent) {
        IomemLine line = new IomemLine(resource, parent, true);
        parent.children().put(resource.range().start(), line);
        changed(line);
        return resource;
    }

    private void changed(IomemLine line) {
        if (line.kept()) {
            state.changed(line);
        }
        state.touched(PATH);
    }

    private Optional<IomemLine> line(AddressRange range, String name) {
        IomemLine at = root;
        while (true) {
            IomemLine below = at.children().floorEntry(range.start()) == null ? null : at.children().floorEntry(range.start()).getValue();
            if (below == null || !below.resource().range().contains(range)) {
                return Optional.empty();
            }
            if (below.resource().range().equals(range) && below.resource().name().equals(name)) {
                return Optional.of(below);
            }
            at = below;
        }
    }

    private static boolean occupied(IomemLine line, AddressRange range) {
        for (IomemLine child : line.overlapping(range)) {
            if (!PROVIDERS.contains(child.resource().name()) || occupied(child, range)) {
                return true;
            }
        }
        return false;
    }

    private void print(IomemLine line, int depth, StringBuilder out) {
        AddressRange range = line.resource().range();
        if (emulated.stream().anyMatch(it -> it.contains(range))) {
            return;
        }
        out.repeat("  ", depth).append("%08x-%08x : %s\n".formatted(range.start(), range.last(), line.resource().name()));
        line.children().values().forEach(child -> print(child, depth + 1, out));
    }
}
