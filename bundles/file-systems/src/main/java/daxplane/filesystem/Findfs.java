package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;

/** {@code findfs UUID=...}. */
final class Findfs implements Program {

    @Override
    public String name() {
        return "findfs";
    }

    @Override
    public boolean looks(List<String> arguments) {
        return true;
    }

    @Override
    public int run(ProgramCall call) {
        String wanted = call.arguments().isEmpty() ? "" : call.arguments().getFirst();
        Optional<BlockDevice> device = Signatures.find(call.kernel(), wanted);
        if (device.isEmpty()) {
            call.err("findfs: unable to resolve '" + wanted + "'\n");
            return 1;
        }
        call.out("/dev/" + device.get().name() + "\n");
        return 0;
    }
}
