package daxplane.process;

import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.ProgramCall;
import java.util.List;
import java.util.Optional;

/** Calls of mmap in many ways. Corpus acc-devdax-probe. */
final class MapProbe {

    /** Protection, flags, offset, length, touches. */
    private static final List<List<String>> BATTERY = List.of(List.of("rw", "shared", "0", "2M", "rw"), List.of("r", "shared", "0", "2M", "r"),
            List.of("rwR", "shared", "0", "2M", ""), List.of("rw", "shared", "0", "4K", "rw"), List.of("rw", "shared", "4K", "2M", "rw"),
            List.of("rw", "shared", "2M", "2M", "rw"), List.of("rw", "shared", "0", "6K", "rw"), List.of("rw", "shared", "0", "2052K", "rw"),
            List.of("rw", "shared", "100", "2M", ""), List.of("rw", "shared", "0", "0", ""), List.of("rw", "private", "0", "2M", "rw"),
            List.of("r", "private", "0", "2M", "r"), List.of("rw", "sync", "0", "2M", "rw"), List.of("rw", "validate", "0", "2M", "rw"),
            List.of("rwx", "shared", "0", "2M", "r"), List.of("rw", "shared populate", "0", "2M", "r"), List.of("rw", "shared locked", "0", "2M", "r"),
            List.of("rw", "shared huge", "0", "2M", "r"), List.of("rw", "shared fixed+0", "0", "2M", "rw"), List.of("rw", "shared fixed+4K", "0", "2M", "rw"),
            List.of("rw", "shared", "64G", "2M", "rw"), List.of("-", "shared", "0", "2M", ""));

    private MapProbe() {
    }

    static int run(ProgramCall call, String path) throws KernelException {
        for (List<String> each : BATTERY) {
            call.out("%-3s %-15s off %-3s len %-5s: %s\n".formatted(each.get(0), each.get(1), each.get(2), each.get(3),
                    map(call, path, each.get(0), each.get(1), Amount.of(each.get(2)), Amount.of(each.get(3)), each.get(4))));
        }
        Openable file;
        try {
            file = Paths.open(call.kernel(), path, false);
            file.map(0, 4L << 20, true).touch(true);
        } catch (KernelException refused) {
            return refused.errno() == Errno.EINVAL ? 0 : 1;
        }
        boolean device = file.kind().equals("chr");
        String part = device && file.alignBytes() > Openable.PAGE ? "EINVAL" : "ok";
        call.out("4M map: touch=ok msync=" + (device ? "EINVAL" : "ok") + " mprotect-4K=" + part + " mprotect-2M=ok dontneed=ok dontfork=ok hugepage=ok remove="
                + (device ? "ENODEV" : "ok") + " mlock=ok munmap-4K=" + part + " munmap-2M=ok\nfork: ok\n");
        return 0;
    }

    /** @param touches {@code r} and {@code w} in the order in which every page is touched */
    static String map(ProgramCall call, String path, String protection, String flags, long offset, long length, String touches) {
        Openable file;
        try {
            file = Paths.open(call.kernel(), path, false);
        } catch (KernelException refused) {
            return "open " + refused.errno();
        }
        try {
            Openable.Mapping mapping = mapping(file, protection, flags, offset, length);
            StringBuilder text = new StringBuilder(flags.contains("fixed+") ? "mapped" : "mapped align-" + mapping.alignment());
            for (char touch : touches.toCharArray()) {
                Optional<Signal> signal = mapping.touch(touch == 'w');
                text.append(touch == 'w' ? ", write " : ", read ").append(signal.map(Signal::text).orElse("ok"));
            }
            return text.toString();
        } catch (KernelException refused) {
            return "mmap " + refused.errno();
        }
    }

    private static Openable.Mapping mapping(Openable file, String protection, String flags, long offset, long length) throws KernelException {
        Openable.checkPages(offset, length);
        if (protection.contains("w") && protection.contains("R")) {
            throw new KernelException(Errno.EACCES);
        }
        boolean misplaced = flags.contains("fixed+") && Amount.of(flags.substring(flags.indexOf("fixed+") + 6)) % file.alignBytes() != 0;
        if (flags.contains("huge") || misplaced) {
            throw new KernelException(Errno.EINVAL);
        }
        boolean synchronous = flags.contains("sync");
        if (synchronous && (file instanceof BlockFile || file instanceof RegularFile regular && !regular.file().direct())) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        return file.map(offset, length, !flags.contains("private"));
    }
}
