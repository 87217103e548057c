package daxplane.nvdimm;

import daxplane.inventory.AddressRange;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the controller of one DIMM remembers: its bad places, and the state of its health, its passphrases and its firmware. It
 * outlives every loss of power, and is the same however the DIMM is interleaved.
 *
 * @param index which of the machine's media
 */
record DimmController(Kernel kernel, int index) {

    /** Media go bad in units of this many bytes. */
    static final long UNIT = 256;

    private static final String POISON = "poison";

    Optional<String> text(String name) throws KernelException {
        return Optional.ofNullable(kernel.media().controller(index).get(name));
    }

    int number(String name, int usual) throws KernelException {
        return text(name).map(Integer::parseInt).orElse(usual);
    }

    void put(String name, String text) {
        kernel.media().controller(index, name, Optional.of(text));
    }

    void put(String name, int number) {
        put(name, Integer.toString(number));
    }

    void forget(String name) {
        kernel.media().controller(index, name, Optional.empty());
    }

    /** Device addresses that cannot be read. */
    Ranges poison() throws KernelException {
        return Ranges.parse(text(POISON).orElse(""));
    }

    private void poison(Ranges changed) {
        if (changed.isEmpty()) {
            forget(POISON);
        } else {
            put(POISON, changed.text());
        }
    }

    /** Bad places behind physical addresses, whichever DIMMs they are on; in ascending order. */
    static List<AddressRange> poisoned(Kernel kernel, AddressRange range, List<Integer> media) throws KernelException {
        List<AddressRange> found = new ArrayList<>();
        for (int dimm : media) {
            for (AddressRange bad : new DimmController(kernel, dimm).poison().all()) {
                for (AddressRange address : kernel.media().addresses(dimm, bad)) {
                    if (address.start() < range.end() && range.start() < address.end()) {
                        found.add(new AddressRange(Math.max(address.start(), range.start()), Math.min(address.end(), range.end())));
                    }
                }
            }
        }
        return Ranges.NONE.with(found).all();
    }

    /** Makes the units that the range touches unreadable. */
    static void poison(Kernel kernel, AddressRange range) throws KernelException {
        AddressRange units = new AddressRange(range.start() & -UNIT, range.end() + UNIT - 1 & -UNIT);
        for (Media.DecodedPart part : kernel.media().parts(units)) {
            DimmController controller = new DimmController(kernel, part.dimm());
            controller.poison(controller.poison().with(part.dpa()));
        }
    }

    /** Makes the units that lie inside of the range readable again. @return whether any was not */
    static boolean heal(Kernel kernel, AddressRange range) throws KernelException {
        boolean any = false;
        AddressRange units = new AddressRange(range.start() + UNIT - 1 & -UNIT, range.end() & -UNIT);
        if (units.bytes() <= 0) {
            return false;
        }
        for (Media.DecodedPart part : kernel.media().parts(units)) {
            DimmController controller = new DimmController(kernel, part.dimm());
            Ranges before = controller.poison();
            Ranges after = before.without(part.dpa());
            if (!after.equals(before)) {
                any = true;
                controller.poison(after);
            }
        }
        return any;
    }
}
