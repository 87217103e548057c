package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Device;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.PageUsers;
import daxplane.process.SimulatedProcess.Mapped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Which processes have which pages: those of dax devices and files, and RAM. The page cache is nobody's. Corpus err-hwp-*. */
record MappedPages(Kernel kernel, ProcessTable table) implements PageUsers {

    @Override
    public Use use(long page) {
        if (table.running().stream().flatMap(process -> process.mapped().stream()).anyMatch(mapped -> offset(mapped, page).isPresent())) {
            return Use.MAPPED;
        }
        return onDaxDevice(page) || onDirectDisk(page) ? Use.FREE : Use.UNKNOWN;
    }

    @Override
    public void failed(long page) {
        for (SimulatedProcess process : table.running()) {
            for (Mapped mapped : List.copyOf(process.mapped())) {
                OptionalLong offset = offset(mapped, page);
                if (offset.isPresent() && process.early()) {
                    kernel.log(3, "Memory failure: 0x%x: Sending SIGBUS to %s:%d due to hardware memory corruption".formatted(page / Openable.PAGE, process.name(),
                            process.pid()));
                    process.print(new Signal(Signal.Code.BUS_MCEERR_AO, offset.getAsLong(), leastBit(mapped)).caught());
                    table.end(process);
                    break;
                }
                if (offset.isPresent() && mapped.file() instanceof AnonymousMemory memory) {
                    memory.fail(page);
                    table.changed(process);
                }
            }
        }
    }

    /** Without another page it stays where it is. */
    @Override
    public void moved(long page) {
        Optional<AnonymousMemory> other = daxDevice(page).map(device -> ((MemoryDevice) device).targetNode()).filter(OptionalInt::isPresent)
                .flatMap(node -> new FreePages(kernel, table).take(node.getAsInt(), Openable.PAGE));
        for (SimulatedProcess process : table.running()) {
            for (Mapped mapped : process.mapped()) {
                if (mapped.file() instanceof AnonymousMemory memory && offset(mapped, page).isPresent() && other.isPresent()) {
                    memory.move(page, other.get().places().getFirst().start());
                    table.changed(process);
                }
            }
        }
    }

    /** A mapping of a dax device counts in its units, everything else in pages. */
    private static int leastBit(Mapped mapped) {
        return mapped.file() instanceof DaxFile dax ? Long.numberOfTrailingZeros(dax.alignBytes()) : Signal.PAGE_BIT;
    }

    private static OptionalLong offset(Mapped mapped, long page) {
        return switch (mapped.file()) {
            case AnonymousMemory memory -> memory.offsetOf(page);
            case BlockFile _ -> OptionalLong.empty();
            case RegularFile file when !file.file().direct() -> OptionalLong.empty();
            default -> mapped.mapping().valid() ? search(mapped, page) : OptionalLong.empty();
        };
    }

    private static OptionalLong search(Mapped mapped, long page) {
        try {
            for (long at = 0; at < mapped.length(); at += Openable.PAGE) {
                if (mapped.mapping().address(at) == page) {
                    return OptionalLong.of(at);
                }
            }
        } catch (KernelException end) {
            // beyond the end of the file or device there are no pages
        }
        return OptionalLong.empty();
    }

    private boolean onDaxDevice(long page) {
        return daxDevice(page).filter(device -> device.driverName().equals(Optional.of(DaxFile.DRIVER))).isPresent();
    }

    private Optional<Device> daxDevice(long page) {
        for (Device device : kernel.devices().bus("dax").map(bus -> bus.devices()).orElse(List.of())) {
            if (device instanceof MemoryDevice memory && memory.ranges().stream().anyMatch(range -> range.contains(page))) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    private boolean onDirectDisk(long page) {
        for (BlockDevice device : kernel.symbol(BlockLayer.class).map(BlockLayer::devices).orElse(List.of())) {
            try {
                if (device.direct() && AddressRange.ofSize(device.address(0), device.bytes()).contains(page)) {
                    return true;
                }
            } catch (KernelException noMemory) {
                // a volume: what is below it is asked itself
            }
        }
        return false;
    }
}
