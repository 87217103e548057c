package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code dd if=FILE of=FILE [bs=N] [count=N] [seek=N] [skip=N] [conv=fsync|notrunc]}. */
final class DiskDump implements Program {

    private static final long LARGEST_BLOCK = 64 << 20;

    @Override
    public String name() {
        return "dd";
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        Map<String, String> words = new LinkedHashMap<>(Map.of("bs", "512", "seek", "0", "skip", "0", "conv", ""));
        for (String word : call.arguments()) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !java.util.Set.of("if", "of", "bs", "count", "seek", "skip", "conv").contains(pair[0])) {
                throw new KernelException(Errno.EOPNOTSUPP, "dd " + word + " is not simulated");
            }
            words.put(pair[0], pair[1]);
        }
        if (!words.containsKey("if") || !words.containsKey("of") || words.get("of").startsWith("/tmp/")) {
            throw new KernelException(Errno.EOPNOTSUPP, "dd is simulated between files of the machine");
        }
        int block = (int) Math.min(Amount.of(words.get("bs")), LARGEST_BLOCK);
        long count = words.containsKey("count") ? Amount.of(words.get("count")) : Long.MAX_VALUE;
        if (words.get("if").equals("/dev/zero") && count == Long.MAX_VALUE && words.get("of").equals("/dev/null")) {
            throw new KernelException(Errno.EOPNOTSUPP, "dd without an end");
        }
        return copy(call, words, block, count);
    }

    private static int copy(ProgramCall call, Map<String, String> words, int block, long count) throws KernelException {
        long in = 0;
        long out = 0;
        int status = 0;
        boolean zero = words.get("if").equals("/dev/zero");
        boolean nowhere = words.get("of").equals("/dev/null");
        String at = words.get("if");
        try {
            Optional<Openable> from = zero ? Optional.empty() : Optional.of(Paths.open(call.kernel(), words.get("if"), false));
            at = words.get("of");
            Optional<Openable> to = nowhere ? Optional.empty() : Optional.of(Paths.open(call.kernel(), words.get("of"), true));
            for (; in < count; in++) {
                at = words.get("if");
                byte[] bytes = zero ? new byte[block] : from.get().read((Amount.of(words.get("skip")) + in) * block, block, false);
                if (bytes.length == 0) {
                    break;
                }
                at = words.get("of");
                int written = nowhere ? bytes.length : to.get().write((Amount.of(words.get("seek")) + out) * block, bytes, false);
                if (written < bytes.length) {
                    throw new KernelException(Errno.ENOSPC, at);
                }
                out++;
                Contents.settle(call, out * block);
            }
            if (!nowhere && words.get("conv").contains("fsync")) {
                to.get().sync();
            }
        } catch (KernelException refused) {
            call.err("dd: " + (at.equals(words.get("of")) ? "error writing '" : "error reading '") + at + "': " + refused.errno().text() + "\n");
            status = 1;
        }
        call.err(in + "+0 records in\n" + out + "+0 records out\n");
        return status;
    }
}
