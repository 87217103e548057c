package daxplane.process;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** RAM that a process has, page by page, and which of it has failed. Its path is where it lies: {@code anon:118000000-119000000!118000000}. */
final class AnonymousMemory implements MappedOnly {

    private static final String PREFIX = "anon:";

    private final List<AddressRange> places;
    private final SortedSet<Long> failed;

    /** @param places whole pages, in the order of the process's addresses */
    AnonymousMemory(List<AddressRange> places) {
        this(places, new TreeSet<>());
    }

    private AnonymousMemory(List<AddressRange> places, SortedSet<Long> failed) {
        this.places = new ArrayList<>(places);
        this.failed = failed;
    }

    static AnonymousMemory parse(String path) {
        String[] parts = path.substring(PREFIX.length()).split("!", 2);
        List<AddressRange> places = Stream.of(parts[0].split(",")).map(text -> text.split("-"))
                .map(ends -> new AddressRange(Long.parseLong(ends[0], 16), Long.parseLong(ends[1], 16))).toList();
        SortedSet<Long> failed = new TreeSet<>();
        if (parts.length == 2) {
            Stream.of(parts[1].split(",")).forEach(page -> failed.add(Long.parseLong(page, 16)));
        }
        return new AnonymousMemory(places, failed);
    }

    @Override
    public String path() {
        return PREFIX + places.stream().map(range -> Long.toHexString(range.start()) + "-" + Long.toHexString(range.end())).collect(Collectors.joining(","))
                + (failed.isEmpty() ? "" : "!" + failed.stream().map(Long::toHexString).collect(Collectors.joining(",")));
    }

    List<AddressRange> places() {
        return List.copyOf(places);
    }

    /** Where in the process's addresses a page lies. */
    OptionalLong offsetOf(long page) {
        long offset = 0;
        for (AddressRange range : places) {
            if (page >= range.start() && page < range.end()) {
                return OptionalLong.of(offset + page - range.start());
            }
            offset += range.bytes();
        }
        return OptionalLong.empty();
    }

    void fail(long page) {
        failed.add(page);
    }

    /** Another page has taken its place. */
    void move(long page, long to) {
        for (int i = 0; i < places.size(); i++) {
            AddressRange range = places.get(i);
            if (page >= range.start() && page < range.end()) {
                List<AddressRange> pieces = Stream.of(new AddressRange(range.start(), page), AddressRange.ofSize(to, PAGE),
                        new AddressRange(page + PAGE, range.end())).filter(piece -> !piece.isEmpty()).toList();
                places.remove(i);
                places.addAll(i, pieces);
                return;
            }
        }
    }

    @Override
    public String kind() {
        return "anon";
    }

    @Override
    public long size() {
        return places.stream().mapToLong(AddressRange::bytes).sum();
    }

    @Override
    public Mapping map(long offset, long length, boolean shared) {
        return new Pages();
    }

    private final class Pages implements Mapping {

        @Override
        public Optional<Signal> touch(boolean write) {
            OptionalLong first = failed.stream().map(AnonymousMemory.this::offsetOf).filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).min();
            return first.isPresent() ? Optional.of(new Signal(Signal.Code.BUS_MCEERR_AR, first.getAsLong(), Signal.PAGE_BIT)) : Optional.empty();
        }

        @Override
        public long address(long at) throws KernelException {
            long left = at;
            for (AddressRange range : places) {
                if (left < range.bytes()) {
                    return range.start() + left;
                }
                left -= range.bytes();
            }
            throw new KernelException(Errno.ENXIO, at + " is beyond the end");
        }

        @Override
        public boolean valid() {
            return true;
        }

        @Override
        public String alignment() {
            return "4K";
        }
    }
}
