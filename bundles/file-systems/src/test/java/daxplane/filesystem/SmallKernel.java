package daxplane.filesystem;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.block.BlockLayer;
import daxplane.block.BlockModule;
import daxplane.host.Cancellation;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.KernelProfile;
import daxplane.kernel.Media;
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

/** As much of a kernel as file systems need: a block layer, memory of one disk, a log, and what is kept over a restart of the process. */
final class SmallKernel {

    final Kernel kernel = mock(Kernel.class);
    final List<String> log = new ArrayList<>();
    /** By key: what an earlier process left. */
    final Map<String, StateRecord> kept = new TreeMap<>();
    final BlockLayer layer;
    final Mounts mounts;
    final Swaps swaps;
    private final FileSystemModule module = new FileSystemModule();
    private final Map<Class<?>, Object> symbols = new HashMap<>();
    private MemoryDisk memory;

    SmallKernel(String profile) {
        when(kernel.profile()).thenReturn(new KernelProfile(profile, profile + ".0"));
        when(kernel.devices()).thenReturn(mock(DeviceCore.class));
        var workload = mock(Workload.class);
        when(kernel.workload()).thenReturn(workload);
        when(kernel.symbol(any())).thenAnswer(call -> Optional.ofNullable(symbols.get(call.<Class<?>>getArgument(0))));
        doAnswer(call -> symbols.put(call.getArgument(0), call.getArgument(1))).when(kernel).export(any(), any());
        doAnswer(call -> log.add(call.getArgument(1))).when(kernel).log(anyInt(), any());
        doAnswer(call -> kept.put(call.<Persistent>getArgument(0).document().key(), call.<Persistent>getArgument(0).document())).when(kernel).changed(any());
        doAnswer(call -> kept.remove(call.<Persistent>getArgument(0).document().key())).when(kernel).forget(any());
        new BlockModule().load(kernel);
        module.load(kernel);
        layer = kernel.symbol(BlockLayer.class).orElseThrow();
        mounts = kernel.symbol(Mounts.class).orElseThrow();
        swaps = kernel.symbol(Swaps.class).orElseThrow();
        when(workload.claimant(any())).thenAnswer(call -> layer.claimant(call.getArgument(0)));
        media();
    }

    private void media() {
        var media = mock(Media.class);
        try {
            when(media.read(anyLong(), anyInt())).thenAnswer(call -> memory.read(call.<Long>getArgument(0) - MemoryDisk.ADDRESS, call.getArgument(1)));
            doAnswer(call -> {
                memory.write(call.<Long>getArgument(0) - MemoryDisk.ADDRESS, call.getArgument(1));
                return null;
            }).when(media).write(anyLong(), any());
        } catch (KernelException never) {
            throw new AssertionError(never);
        }
        when(kernel.media()).thenReturn(media);
    }

    /** The disk that was made last is the machine's memory. */
    MemoryDisk disk(String name, long bytes) throws KernelException {
        memory = new MemoryDisk(kernel, name, layer.sequence(), bytes);
        layer.add(memory);
        return memory;
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
