package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.kernel.Attribute;
import daxplane.kernel.KernelException;
import java.util.ArrayList;
import daxplane.kernel.NvdimmHardware;
import daxplane.kernel.NvdimmHardware.DimmCommand;
import java.util.List;

/** The group nfit of a DIMM. Numbers are shown with their bytes in the order of the table. */
final class NfitDimmAttributes {

    /** The functions of the label methods: size, read, write. */
    private static final int LABEL_FUNCTIONS = 0x70;
    private static final int HEALTH = 0x6;
    private static final int PASSED_ON = 0x400;
    private static final int FIRMWARE = 0x6001_f000;
    private static final int THRESHOLDS = 0x2_0000;
    private static final int INJECTION = 0x4_0000;
    private static final int SECURITY = 0x1ff8_0000;

    private final DimmDescription dimm;
    private final boolean emulated;

    NfitDimmAttributes(DimmDescription dimm, boolean emulated) {
        this.dimm = dimm;
        this.emulated = emulated;
    }

    /** What stands in the control region is missing where there is none. */
    List<Attribute> attributes() {
        List<Attribute> all = new ArrayList<>(List.of(
                Attribute.readOnly("nfit/handle", () -> "0x%x\n".formatted(dimm.handle())),
                Attribute.readOnly("nfit/phys_id", () -> "0x%x\n".formatted(dimm.physicalId())),
                Attribute.readOnly("nfit/flags", () -> dimm.flagWords() + "\n")));
        dimm.control().ifPresent(control -> all.addAll(List.of(
                number("nfit/vendor", control.vendor()),
                number("nfit/device", control.device()),
                number("nfit/rev_id", control.revision()),
                number("nfit/subsystem_vendor", control.subsystemVendor()),
                number("nfit/subsystem_device", control.subsystemDevice()),
                number("nfit/subsystem_rev_id", control.subsystemRevision()),
                Attribute.readOnly("nfit/format", () -> "0x%04x\n".formatted(control.format())),
                Attribute.readOnly("nfit/formats", () -> dimm.formats() + "\n"),
                Attribute.readOnly("nfit/serial", () -> "0x%08x\n".formatted(Integer.reverseBytes((int) control.serial()))),
                Attribute.readOnly("nfit/id", () -> DimmDescription.uniqueId(control) + "\n"),
                Attribute.readOnly("nfit/family", () -> labelMethods("0\n")),
                Attribute.readOnly("nfit/dsm_mask", () -> labelMethods("0x%x\n".formatted(functions()))))));
        return List.copyOf(all);
    }

    /** The kernel's test DIMMs also tell that calls are passed on. */
    private int functions() {
        NvdimmHardware.Dimm can = dimm.hardware();
        return LABEL_FUNCTIONS | (emulated ? PASSED_ON : 0) | (can.understands(DimmCommand.HEALTH) ? HEALTH | THRESHOLDS : 0)
                | (can.understands(DimmCommand.INJECT) ? INJECTION : 0) | (can.understands(DimmCommand.SECURITY) ? SECURITY : 0)
                | (can.understands(DimmCommand.FIRMWARE) ? FIRMWARE : 0);
    }

    private static Attribute number(String name, int value) {
        return Attribute.readOnly(name, () -> "0x%04x\n".formatted(DimmDescription.swapped(value)));
    }

    private String labelMethods(String text) throws KernelException {
        if (!dimm.hasLabels()) {
            throw new KernelException(Errno.ENXIO);
        }
        return text;
    }
}
