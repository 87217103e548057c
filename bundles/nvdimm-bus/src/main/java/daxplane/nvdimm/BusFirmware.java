package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.kernel.NvdimmHardware.BusCommand;
import java.util.ArrayList;
import java.util.List;

/** The commands of a bus's firmware: what it can do about errors, and errors that it pretends. Source: docs/kernel/errors.md 2. */
final class BusFirmware {

    private static final int CAPABILITIES = 1;
    private static final int CLEAR = 4;
    private static final int PACKAGE = 10;
    private static final int TRANSLATE = 5;
    private static final int INJECT = 7;
    private static final int UNINJECT = 8;
    private static final int INJECTED = 9;
    private static final int NOTIFY = 1;
    private static final int INVALID = 2;

    private final BusDevice bus;

    BusFirmware(BusDevice bus) {
        this.bus = bus;
    }

    boolean asks(FirmwareCall call) throws KernelException {
        BusCommand needed = switch (call.command()) {
            case CAPABILITIES -> BusCommand.SCRUB;
            case CLEAR -> BusCommand.CLEAR;
            case PACKAGE -> {
                if (call.function() != TRANSLATE && (call.function() < INJECT || call.function() > INJECTED)) {
                    throw new KernelException(Errno.ENOTTY);
                }
                yield BusCommand.INJECT;
            }
            default -> throw new KernelException(Errno.ENOTTY);
        };
        if (!bus.description().understands(needed)) {
            throw new KernelException(Errno.ENOTTY);
        }
        return call.command() == CAPABILITIES || call.packaged() && (call.function() == TRANSLATE || call.function() == INJECTED);
    }

    byte[] call(FirmwareCall call) throws KernelException {
        asks(call);
        byte[] input = call.input();
        if (call.command() == CAPABILITIES) {
            return Packed.empty().u32(2 << 16).u32(4096).u32(DimmController.UNIT).u16(0).u16(0).bytes();
        }
        if (call.packaged() && call.function() == INJECTED) {
            return injected();
        }
        if (call.packaged() && call.function() == TRANSLATE) {
            return translate(Packed.u64(input, 0));
        }
        AddressRange range = AddressRange.fitting(Packed.u64(input, 0), Packed.u64(input, 8)).orElseThrow(() -> new KernelException(Errno.EINVAL));
        if (call.command() == CLEAR) {
            if ((range.start() | range.bytes()) % DimmController.UNIT != 0) {
                throw new KernelException(Errno.ENXIO, "errors are cleared in units of " + DimmController.UNIT + " bytes");
            }
            return Packed.empty().u32(0).u32(bus.errors().clear(range)).bytes();
        }
        if (range.isEmpty() || bus.regions().stream().noneMatch(region -> region.range().contains(range))) {
            return Packed.empty().u32(INVALID).bytes();
        }
        if (call.function() == INJECT) {
            DimmController.poison(bus.ndBus().kernel(), range);
            if ((Packed.u8(input, 16) & NOTIFY) != 0) {
                bus.errors().scrubNow();
            }
        } else {
            DimmController.heal(bus.ndBus().kernel(), range);
        }
        return DimmFirmware.success();
    }

    private byte[] injected() throws KernelException {
        List<AddressRange> bad = new ArrayList<>();
        for (RegionDevice region : bus.regions()) {
            bad.addAll(DimmController.poisoned(bus.ndBus().kernel(), region.range(), region.media()));
        }
        Packed answer = Packed.empty().u32(0).u32(bad.size());
        bad.forEach(range -> answer.u64(range.start()).u64(range.bytes()));
        return answer.bytes();
    }

    /** The kernel's test DIMMs name the last DIMM of the set, whichever it is (docs/kernel/faults.md no. 24). */
    private byte[] translate(long address) {
        for (RegionDevice region : bus.regions()) {
            if (region.range().contains(address) && !region.dimms().isEmpty()) {
                Media.DecodedPart part = bus.ndBus().kernel().media().parts(AddressRange.ofSize(address, 1)).getFirst();
                DimmDevice dimm = bus.description().emulated() ? region.dimms().getLast() : region.dimms().stream()
                        .filter(it -> it.description().mediaIndex().orElse(-1) == part.dimm()).findFirst().orElseThrow();
                return Packed.empty().u32(0).u32(0).u64(1).u32(1).u32(dimm.description().handle()).u32(0).u64(part.dpa().start()).bytes();
            }
        }
        return Packed.empty().u32(INVALID).bytes();
    }
}
