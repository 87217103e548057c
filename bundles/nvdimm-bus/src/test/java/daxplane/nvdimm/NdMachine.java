package daxplane.nvdimm;

import daxplane.driver.label.LabelModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.DimmCommands;
import daxplane.kernel.Firmware;
import daxplane.kernel.Firmware.ControlRegion;
import daxplane.kernel.Firmware.MemoryMapping;
import daxplane.kernel.Firmware.SystemRange;
import daxplane.kernel.KernelException;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.media.AddressMap;
import daxplane.kernel.media.Dimm;
import daxplane.kernel.media.DimmMedia;
import daxplane.kernel.media.MemoryStorage;
import daxplane.kernel.testing.TestMachine;
import daxplane.labels.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.mockito.Mockito;

/** A machine with one region over DIMMs of 1 GiB each at 4 GiB, without drivers for what lies on it. */
final class NdMachine {

    static final long START = 4L << 30;
    static final long DIMM = 1L << 30;
    static final String ND = "/sys/bus/nd/devices/";

    private final FailingMedia media;
    private final TestMachine machine;

    private NdMachine(int ways, int labelBytes, boolean armed) {
        Firmware.Nfit nfit = new Firmware.Nfit(1, List.of(new SystemRange(1, 3, OptionalInt.empty(), MemoryType.PERSISTENT.guid().toString(),
                AddressRange.ofSize(START, ways * DIMM), 0x8008)), mappings(ways, armed), controls(ways), List.of(), Optional.empty());
        Firmware firmware = new Firmware(Optional.of(nfit), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
        List<Dimm> dimms = IntStream.range(0, ways).mapToObj(i ->
                new Dimm(new MemoryStorage("dimm" + i + ".img", DIMM + labelBytes), DIMM, labelBytes)).toList();
        media = new FailingMedia(new DimmMedia(AddressMap.of(firmware), dimms));
        MemoryHotplug memory = Mockito.mock(MemoryHotplug.class);
        Mockito.when(memory.nodeOf(Mockito.anyLong())).thenReturn(OptionalInt.empty());
        machine = TestMachine.with().firmware(firmware).media(media).memory(memory).module(new LabelModule()).module(new LibnvdimmModule())
                .module(new NfitModule()).boot("nfit");
    }

    static NdMachine withDimms(int ways) {
        return new NdMachine(ways, 131072, true);
    }

    static NdMachine withLabelArea(int bytes) {
        return new NdMachine(1, bytes, true);
    }

    static NdMachine unarmed() {
        return new NdMachine(1, 131072, false);
    }

    private static List<MemoryMapping> mappings(int ways, boolean armed) {
        return IntStream.range(0, ways).mapToObj(i -> new MemoryMapping(i + 1, 0, 0, 1, i + 1, DIMM, i * 4096L, 0, 0, ways,
                armed ? 0 : DimmDescription.NOT_ARMED)).toList();
    }

    private static List<ControlRegion> controls(int ways) {
        List<ControlRegion> controls = new ArrayList<>();
        for (int i = 0; i < ways; i++) {
            controls.add(new ControlRegion(i + 1, 0x8086, 1, 1, 0, 0, 0, 1, 0x0a, 0x1723, 0x123456 + i, 0x301, 0));
        }
        return controls;
    }

    TestMachine machine() {
        return machine;
    }

    FailingMedia media() {
        return media;
    }

    String read(String path) {
        return machine.read(ND + path).strip();
    }

    String write(String path, String value) {
        return machine.write(ND + path, value + "\n");
    }

    String bind(String driver, String device) {
        return machine.write("/sys/bus/nd/drivers/" + driver + "/bind", device + "\n");
    }

    String unbind(String driver, String device) {
        return machine.write("/sys/bus/nd/drivers/" + driver + "/unbind", device + "\n");
    }

    NdMachine reboot() {
        machine.boot("nfit");
        return this;
    }

    /** Fresh labels of version 1.2 on all DIMMs, and the region made of them. */
    NdMachine labelled() throws KernelException {
        unbind("nd_region", "region0");
        for (String dimm : machine.list(ND).stream().filter(name -> name.startsWith("nmem")).toList()) {
            byte[] area = new byte[labelArea(dimm).length];
            LabelAreas.initialise(area);
            writeLabelArea(dimm, area);
            unbind("nvdimm", dimm);
            bind("nvdimm", dimm);
        }
        bind("nd_region", "region0");
        return this;
    }

    byte[] labelArea(String dimm) throws KernelException {
        byte[][] area = new byte[1][];
        machine.inside(kernel -> {
            int index = kernel.symbol(DimmCommands.class).orElseThrow().dimm(dimm);
            area[0] = kernel.media().readLabelArea(index, 0, kernel.media().labelAreaBytes(index));
        });
        return area[0];
    }

    /** As an ioctl does it: refused while the DIMM is in use, and past the kernel's copy. */
    void writeLabelArea(String dimm, byte[] area) throws KernelException {
        machine.inside(kernel -> {
            DimmCommands commands = kernel.symbol(DimmCommands.class).orElseThrow();
            commands.checkIdle(dimm);
            kernel.media().writeLabelArea(commands.dimm(dimm), 0, area);
        });
    }

    /** Creates a namespace in the region's seed. */
    String create(String namespace, int number, long bytes) {
        String answer = write(namespace + "/uuid", "0000000%d-1111-2222-3333-444444444444".formatted(number));
        return answer.equals("ok") ? write(namespace + "/size", Long.toString(bytes)) : answer;
    }
}
