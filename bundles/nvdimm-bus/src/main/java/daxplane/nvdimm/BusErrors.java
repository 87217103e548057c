package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware.BusCommand;
import daxplane.kernel.WrittenText;
import java.util.List;
import java.util.Map;

/**
 * What a bus knows of bad places behind its regions, and how it looks for them (address range scrub). The list holds physical
 * addresses; a place that is bad on its DIMM and not in the list is not known to the kernel yet, and one that is in the list stays
 * there until it is written or cleared, whatever the DIMM says meanwhile (docs/kernel/faults.md no. 16 to 19).
 */
final class BusErrors {

    /** A long scrub of the kernel's test DIMMs. */
    private static final long EMULATED_MILLIS = 1000;
    /** What a DIMM looks through in a second. */
    private static final long BYTES_A_MILLI = 8L << 20;

    private final BusDevice bus;
    private Ranges known = Ranges.NONE;
    private int scrubs;
    private long scrubEnds;

    BusErrors(BusDevice bus) {
        this.bus = bus;
    }

    private Kernel kernel() {
        return bus.ndBus().kernel();
    }

    /** Whether there is anything that looks for errors. */
    boolean scrubs() {
        return bus.description().understands(BusCommand.SCRUB);
    }

    boolean scrubbing() {
        return scrubEnds != 0;
    }

    /** As nfit/scrub shows it: how many are over, and whether one is running. */
    String scrubText() {
        return scrubs + (scrubbing() ? "+" : "") + "\n";
    }

    /** Only {@code 1} starts one; while one is running nothing happens (docs/kernel/faults.md no. 26). */
    void store(String value) throws KernelException {
        if (new WrittenText(value).toUnsigned(Long.SIZE) != 1) {
            throw new KernelException(Errno.EINVAL, "only 1 starts a scrub");
        }
        if (!scrubbing()) {
            long bytes = regions().stream().mapToLong(region -> region.range().bytes()).sum();
            scrubEnds = kernel().clockMillis() + (bus.description().emulated() ? EMULATED_MILLIS : Math.max(EMULATED_MILLIS, bytes / BYTES_A_MILLI));
            kernel().wakeAt(scrubEnds);
            bus.changed();
        }
    }

    /** The firmware has told that something is new: its list is read, which takes no time. */
    void scrubNow() throws KernelException {
        scrubEnds = 0;
        complete();
    }

    void timePassed() {
        if (scrubEnds == 0) {
            return;
        }
        if (scrubEnds > kernel().clockMillis()) {
            kernel().wakeAt(scrubEnds);
            return;
        }
        scrubEnds = 0;
        try {
            complete();
        } catch (KernelException unreadable) {
            kernel().log(3, "nfit " + bus.description().text() + ": ARS failed: " + unreadable.getMessage());
        }
    }

    private void complete() throws KernelException {
        scrubs++;
        for (RegionDevice region : regions()) {
            found(region, DimmController.poisoned(kernel(), region.range(), region.media()));
        }
        bus.changed();
    }

    /** An access has run into a place that was not known to be bad. */
    void machineCheck(RegionDevice region, AddressRange place) {
        found(region, List.of(place));
        bus.changed();
    }

    private void found(RegionDevice region, List<AddressRange> places) {
        List<AddressRange> fresh = places.stream().filter(place -> !known.hits(place)).toList();
        if (places.isEmpty()) {
            return;
        }
        known = known.with(places);
        kernel().touched(region.directory());
        region.errorListeners().forEach(listener -> listener.errorsFound(fresh));
    }

    /** Known bad places that lie in a range of physical memory. */
    List<AddressRange> within(AddressRange range) {
        return known.within(range);
    }

    boolean hits(AddressRange range) {
        return known.hits(range);
    }

    /** Makes a range good. @return bytes of it that are good now: all or none */
    long clear(AddressRange range) throws KernelException {
        if (!bus.description().understands(BusCommand.CLEAR) || (range.start() | range.bytes()) % DimmController.UNIT != 0) {
            return 0;
        }
        DimmController.heal(kernel(), range);
        known = known.without(range);
        regions().stream().filter(region -> region.range().overlaps(range)).forEach(region -> kernel().touched(region.directory()));
        bus.changed();
        return range.bytes();
    }

    private List<RegionDevice> regions() {
        return bus.regions();
    }

    void describe(Map<String, String> state) {
        state.put("scrubs", Integer.toString(scrubs));
        state.put("scrubEnds", Long.toString(scrubEnds));
        state.put("bad", known.text());
    }

    void restore(Map<String, String> state) {
        scrubs = Integer.parseInt(state.getOrDefault("scrubs", "0"));
        scrubEnds = Long.parseLong(state.getOrDefault("scrubEnds", "0"));
        known = Ranges.parse(state.getOrDefault("bad", ""));
        if (scrubEnds != 0) {
            kernel().wakeAt(scrubEnds);
        }
    }
}
