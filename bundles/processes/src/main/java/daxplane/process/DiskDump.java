package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code dd [if=FILE] [of=FILE] [bs=N] [count=N] [seek=N] [skip=N] [conv=fsync|notrunc] [iflag=direct] [oflag=direct]}, as BusyBox has it. */
final class DiskDump implements Program {

    private static final long LARGEST_BLOCK = 64 << 20;
    /** Standard input or output. */
    private static final String STREAM = "-";

    @Override
    public String name() {
        return "dd";
    }

    @Override
    public boolean readsInput(List<String> arguments) {
        return arguments.stream().noneMatch(word -> word.startsWith("if="));
    }

    @Override
    public int run(ProgramCall call) throws KernelException {
        Map<String, String> words = new LinkedHashMap<>(Map.of("bs", "512", "seek", "0", "skip", "0", "conv", "", "iflag", "", "oflag", ""));
        for (String word : call.arguments()) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !java.util.Set.of("if", "of", "bs", "count", "seek", "skip", "conv", "iflag", "oflag").contains(pair[0])) {
                throw new KernelException(Errno.EOPNOTSUPP, "dd " + word + " is not simulated");
            }
            words.put(pair[0], pair[1]);
        }
        if (words.getOrDefault("of", "").startsWith("/tmp/") || words.getOrDefault("if", "").startsWith("/tmp/")) {
            throw new KernelException(Errno.EOPNOTSUPP, "dd is simulated between files of the machine");
        }
        words.putIfAbsent("if", STREAM);
        words.putIfAbsent("of", STREAM);
        int block = (int) Math.min(Amount.of(words.get("bs")), LARGEST_BLOCK);
        long count = words.containsKey("count") ? Amount.of(words.get("count")) : Long.MAX_VALUE;
        if (words.get("if").equals("/dev/zero") && count == Long.MAX_VALUE && words.get("of").equals("/dev/null")) {
            throw new KernelException(Errno.EOPNOTSUPP, "dd without an end");
        }
        return copy(call, words, block, count);
    }

    private static int copy(ProgramCall call, Map<String, String> words, int block, long count) throws KernelException {
        boolean zero = words.get("if").equals("/dev/zero");
        boolean given = words.get("if").equals(STREAM);
        boolean printed = words.get("of").equals(STREAM);
        boolean nowhere = words.get("of").equals("/dev/null") || printed;
        Optional<Openable> from = zero || given ? Optional.empty() : opened(call, words.get("if"), false);
        if (!zero && !given && from.isEmpty()) {
            return 1;
        }
        Optional<Openable> to = nowhere ? Optional.empty() : opened(call, words.get("of"), true);
        if (!nowhere && to.isEmpty()) {
            return 1;
        }
        long in = 0;
        long out = 0;
        long partsIn = 0;
        long partsOut = 0;
        int status = 0;
        while (in < count && status == 0) {
            byte[] piece;
            try {
                piece = zero ? new byte[block] : given ? part(call.input(), (Amount.of(words.get("skip")) + in) * block, block) : from.get().read((Amount.of(words.get("skip")) + in) * block, block, words.get("iflag").equals("direct"));
            } catch (KernelException unreadable) {
                call.err("dd: " + words.get("if") + ": " + unreadable.errno().text() + "\n");
                return 1;
            }
            if (piece.length == 0) {
                break;
            }
            in++;
            partsIn += piece.length < block ? 1 : 0;
            if (printed) {
                call.out(piece);
            }
            try {
                int written = nowhere ? piece.length : to.get().write((Amount.of(words.get("seek")) + out) * block, piece, words.get("oflag").equals("direct"));
                if (written < piece.length) {
                    throw new KernelException(Errno.ENOSPC, words.get("of"));
                }
                out++;
                partsOut += piece.length < block ? 1 : 0;
            } catch (KernelException refused) {
                call.err("dd: error writing '" + words.get("of") + "': " + refused.errno().text() + "\n");
                status = 1;
            }
            Contents.settle(call, out * block);
        }
        if (status == 0 && to.isPresent() && words.get("conv").contains("fsync")) {
            try {
                to.get().sync();
            } catch (KernelException lost) {
                call.err("dd: " + words.get("of") + ": " + lost.errno().text() + "\n");
                return 1;
            }
        }
        call.err((in - partsIn) + "+" + partsIn + " records in\n" + (out - partsOut) + "+" + partsOut + " records out\n");
        return status;
    }

    private static byte[] part(byte[] input, long offset, int length) {
        int start = (int) Math.min(offset, input.length);
        return Arrays.copyOfRange(input, start, (int) Math.min(input.length, (long) start + length));
    }

    private static Optional<Openable> opened(ProgramCall call, String path, boolean create) {
        try {
            return Optional.of(Paths.open(call.kernel(), path, create));
        } catch (KernelException refused) {
            call.err("dd: can't open '" + path + "': " + refused.errno().text() + "\n");
            return Optional.empty();
        }
    }
}
