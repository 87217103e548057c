package daxplane.process;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.BlockModule;
import daxplane.filesystem.FileSystemModule;
import daxplane.filesystem.VolumeFile;
import daxplane.host.Cancellation;
import daxplane.inventory.AddressRange;
import daxplane.kernel.Bus;
import daxplane.kernel.CoreAccess;
import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.Media;
import daxplane.kernel.MemoryDevice;
import daxplane.kernel.Persistent;
import daxplane.kernel.ProgramCall;
import daxplane.kernel.StateRecord;
import daxplane.kernel.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** As much of a kernel as processes need: a block layer, one bus of dax devices, a log, and what is kept over a restart of the process. */
final class SmallKernel {

    final Kernel kernel = mock(Kernel.class);
    final List<String> log = new ArrayList<>();
    /** Bytes of memory that were written, by address. */
    final Map<Long, Byte> written = new TreeMap<>();
    /** By key: what an earlier process left. */
    final Map<String, StateRecord> kept = new TreeMap<>();
    final BlockLayer layer;
    final ProcessTable table;
    private final ProcessModule module = new ProcessModule();
    private final Map<Class<?>, Object> symbols = new HashMap<>();
    private final Bus bus = mock(Bus.class);

    SmallKernel(String profile) throws KernelException {
        when(kernel.profile()).thenReturn(new KernelProfile(profile, profile + ".0"));
        var devices = mock(DeviceCore.class);
        when(devices.bus("dax")).thenReturn(Optional.of(bus));
        when(kernel.devices()).thenReturn(devices);
        when(bus.device(any())).thenReturn(Optional.empty());
        when(kernel.workload()).thenReturn(mock(Workload.class));
        when(kernel.symbol(any())).thenAnswer(call -> Optional.ofNullable(symbols.get(call.<Class<?>>getArgument(0))));
        doAnswer(call -> symbols.put(call.getArgument(0), call.getArgument(1))).when(kernel).export(any(), any());
        doAnswer(call -> log.add(call.getArgument(1))).when(kernel).log(anyInt(), any());
        doAnswer(call -> kept.put(call.<Persistent>getArgument(0).document().key(), call.<Persistent>getArgument(0).document())).when(kernel).changed(any());
        doAnswer(call -> kept.remove(call.<Persistent>getArgument(0).document().key())).when(kernel).forget(any());
        var media = mock(Media.class);
        doAnswer(call -> written.put(call.getArgument(0), call.<byte[]>getArgument(1)[0])).when(media).write(anyLong(), any());
        when(kernel.media()).thenReturn(media);
        new BlockModule().load(kernel);
        new FileSystemModule().load(kernel);
        module.load(kernel);
        layer = kernel.symbol(BlockLayer.class).orElseThrow();
        table = kernel.symbol(ProcessTable.class).orElseThrow();
    }

    /** A dax device, bound to {@code driver}. */
    Device dax(String name, String driver, AddressRange... ranges) {
        var device = mock(Device.class, withSettings().extraInterfaces(MemoryDevice.class));
        when(device.name()).thenReturn(name);
        when(((MemoryDevice) device).ranges()).thenReturn(List.of(ranges));
        when(((MemoryDevice) device).alignBytes()).thenReturn(2L << 20);
        bind(device, driver, 1);
        when(bus.device(name)).thenReturn(Optional.of(device));
        return device;
    }

    static void bind(Device device, String driver, long sequence) {
        when(device.driverName()).thenReturn(Optional.of(driver));
        when(CoreAccess.boundSince(device)).thenReturn(sequence);
    }

    static void unbind(Device device) {
        when(device.driverName()).thenReturn(Optional.empty());
        when(CoreAccess.boundSince(device)).thenReturn(0L);
    }

    /** A disk that has nothing but a size; what is read is zero. */
    BlockDevice disk(String name, long bytes) throws KernelException {
        long sequence = layer.sequence();
        var disk = mock(BlockDevice.class);
        when(disk.name()).thenReturn(name);
        when(disk.bytes()).thenReturn(bytes);
        when(disk.whole()).thenReturn(disk);
        when(disk.sequence()).thenReturn(sequence);
        when(disk.logicalBlockBytes()).thenReturn(512);
        when(disk.cacheBlockBytes()).thenReturn(4096);
        when(disk.module()).thenReturn("test");
        when(disk.directory()).thenReturn("/sys/devices/" + name);
        when(disk.read(anyLong(), anyInt())).thenAnswer(call -> new byte[call.<Integer>getArgument(1)]);
        layer.add(disk);
        return disk;
    }

    /** A file of a volume whose pages lie one after the other from {@code address} on. */
    static VolumeFile file(long size, long address, boolean direct) throws KernelException {
        var disk = mock(BlockDevice.class);
        var file = mock(VolumeFile.class);
        when(file.size()).thenReturn(size);
        when(file.direct()).thenReturn(direct);
        when(file.device()).thenReturn(disk);
        when(file.place(anyLong())).thenAnswer(call -> call.getArgument(0));
        when(file.address(anyLong())).thenAnswer(call -> address + call.<Long>getArgument(0));
        when(file.read(anyLong(), anyInt())).thenAnswer(call -> new byte[(int) Math.max(0, Math.min(call.<Integer>getArgument(1), size - call.<Long>getArgument(0)))]);
        return file;
    }

    /** What an earlier process kept is there again. */
    void restore(Map<String, StateRecord> documents) {
        documents.values().stream().filter(document -> document.owner().equals(module.name())).forEach(document -> module.restore(kernel, document));
    }

    /** What a program printed, errors behind it, and how it ended. */
    record Ran(int status, String text) {
    }

    Ran run(String line) throws KernelException {
        var words = List.of(line.split(" "));
        var program = module.programs().stream().filter(each -> each.name().equals(words.getFirst())).findFirst().orElseThrow();
        var call = new ProgramCall(kernel, words.subList(1, words.size()), new byte[0], false, Cancellation.NEVER);
        int status = program.run(call);
        return new Ran(status, new String(call.printed(), StandardCharsets.UTF_8) + new String(call.complained(), StandardCharsets.UTF_8));
    }
}
