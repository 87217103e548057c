package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.Optional;
import java.util.Set;

/** {@code wipefs -a DEV}: what stands in the first page of a device is forgotten. */
final class Wipefs implements Program {

    @Override
    public String name() {
        return "wipefs";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        CommandWords line = CommandWords.parse(name(), call.arguments(), Set.of("-a", "-q"), Set.of());
        if (line.words().size() != 1 || !line.has("-a")) {
            throw new KernelException(Errno.EOPNOTSUPP, "wipefs is simulated as wipefs -a DEV");
        }
        String path = line.words().getFirst();
        Optional<BlockDevice> device = Signatures.find(call.kernel(), path);
        try {
            BlockDevice found = device.orElseThrow(() -> new KernelException(Errno.ENOENT));
            if (call.kernel().workload().claimant(found.name()).isPresent()) {
                throw new KernelException(Errno.EBUSY);
            }
            found.write(0, new byte[Superblock.PAGE]);
            call.kernel().media().flush();
            return 0;
        } catch (KernelException refused) {
            call.err("wipefs: error: " + path + ": probing initialization failed: " + refused.errno().text() + "\n");
            return 1;
        }
    }
}
