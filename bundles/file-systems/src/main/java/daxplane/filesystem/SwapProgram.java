package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code swapon DEV...}, {@code swapoff DEV...|-a}. Corpus acc-swap. */
record SwapProgram(String name) implements Program {

    private static final int SWAPON_FAILED = 255;
    private static final int SWAPOFF_FAILED = 4;

    @Override
    public int run(ProgramCall call) throws KernelException {
        CommandWords line = CommandWords.parse(name, call.arguments(), Set.of("-a"), Set.of());
        Swaps swaps = call.kernel().symbol(Swaps.class).orElseThrow(() -> new KernelException(Errno.EOPNOTSUPP, "no swap in this kernel"));
        boolean on = name.equals("swapon");
        List<String> paths = line.has("-a") && !on ? swaps.devices().stream().map(device -> "/dev/" + device.name()).toList() : line.words();
        int status = 0;
        for (String path : paths) {
            Optional<BlockDevice> device = Signatures.find(call.kernel(), path);
            try {
                BlockDevice found = device.orElseThrow(() -> new KernelException(Errno.ENOENT));
                if (on) {
                    swaps.on(found);
                } else {
                    swaps.off(found);
                }
            } catch (KernelException refused) {
                call.err(words(on, path, refused));
                status = on ? SWAPON_FAILED : SWAPOFF_FAILED;
            }
        }
        return status;
    }

    private String words(boolean on, String path, KernelException refused) {
        if (on && refused.errno() == Errno.EINVAL) {
            return "swapon: " + path + ": read swap header failed\n";
        }
        return name + ": " + path + ": " + (on && refused.errno() == Errno.ENOENT ? "cannot open" : name + " failed") + ": " + refused.errno().text() + "\n";
    }
}
