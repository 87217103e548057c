package daxplane.process;

import daxplane.block.Opening;
import daxplane.host.Errno;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.KernelException;
import daxplane.kernel.ProgramCall;
import java.util.Optional;

/** A battery of calls on one path. Corpus acc-ioctl, acc-devdax-probe, acc-fs-hold, err-bb-ext4. */
final class OpenProbe {

    private final ProgramCall call;
    private final Openable file;

    private OpenProbe(ProgramCall call, Openable file) {
        this.call = call;
        this.file = file;
    }

    static int run(ProgramCall call, String path) throws KernelException {
        try {
            call.out(path + ":" + new OpenProbe(call, Paths.open(call.kernel(), path, false)).text() + "\n");
        } catch (KernelException refused) {
            call.out(path + ":" + String.join("", java.util.stream.Stream.of("ro", "rw", "excl", "direct", "trunc", "append")
                    .map(how -> " open-" + how + "=" + refused.errno()).toList()) + "\n");
        }
        return 0;
    }

    private interface Call {
        /** What the call returns; 0 and less print nothing. */
        long returns() throws KernelException;
    }

    private String text() {
        boolean device = file.kind().equals("chr");
        StringBuilder text = new StringBuilder(" open-ro=ok open-rw=ok open-excl=" + exclusive() + " open-direct=" + (device ? "EINVAL" : "ok")
                + " open-trunc=" + truncated() + " open-append=ok stat=" + file.kind() + "," + (file.kind().equals("reg") ? file.size() : 0));
        text.append(result("pread", () -> file.read(0, Openable.PAGE, false).length)).append(result("pwrite", () -> file.write(0, new byte[Openable.PAGE], false)));
        text.append(result("seekend", file::size)).append(result("seekset", () -> device ? 0 : Openable.PAGE));
        text.append(result("seekdata", () -> refuse(file.kind().equals("blk"), Errno.EINVAL)));
        text.append(result("fsync", () -> {
            file.sync();
            return 0;
        }));
        text.append(result("fallocate", () -> allocate(false))).append(result("punch", () -> allocate(true)));
        text.append(result("ftruncate", () -> refuse(!file.kind().equals("reg"), Errno.EINVAL)));
        return text.toString();
    }

    private static String result(String name, Call call) {
        try {
            long returned = call.returns();
            return " " + name + "=ok" + (returned > 0 ? "(" + returned + ")" : "");
        } catch (KernelException refused) {
            return " " + name + "=" + refused.errno();
        }
    }

    private static long refuse(boolean refused, Errno errno) throws KernelException {
        if (refused) {
            throw new KernelException(errno);
        }
        return 0;
    }

    /** A mount keeps holes from being punched below it. */
    private long allocate(boolean punch) throws KernelException {
        if (file.kind().equals("chr")) {
            throw new KernelException(Errno.ENODEV);
        }
        if (file.block().isPresent()) {
            boolean mounted = punch && call.kernel().workload().claimant(file.block().get().name()).filter(holder -> holder.kind() == Kind.MOUNTED).isPresent();
            throw new KernelException(mounted ? Errno.EBUSY : Errno.EOPNOTSUPP);
        }
        return 0;
    }

    private String exclusive() {
        if (file.block().isEmpty()) {
            return "ok";
        }
        try {
            Opening opening = Daxuse.layer(call).open(file.block().get(), new Holder(Kind.OPEN, 0, "daxuse"), Optional.of("O_EXCL"));
            Daxuse.layer(call).close(opening);
            return "ok";
        } catch (KernelException refused) {
            return refused.errno().toString();
        }
    }

    private String truncated() {
        if (file instanceof RegularFile regular) {
            try {
                regular.file().truncate(0);
            } catch (KernelException refused) {
                return refused.errno().toString();
            }
        }
        return "ok";
    }
}
