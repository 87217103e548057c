package daxplane.process;

import daxplane.block.BlockDevice;
import daxplane.host.Errno;
import daxplane.kernel.KernelException;
import daxplane.kernel.ProgramCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ioctls of block devices. Corpus acc-geo, acc-ioctl. */
final class BlockQueries {

    /** BLKSECTGET: sectors of one request, max_sectors_kb doubled. */
    private static final String MOST_SECTORS = "2560";
    private static final int ZERO_PIECE = 1 << 20;

    private BlockQueries() {
    }

    static int geo(ProgramCall call, String path) {
        Openable file;
        try {
            file = Paths.open(call.kernel(), path, false);
        } catch (KernelException refused) {
            call.out(path + ": open " + refused.errno() + "\n");
            return 1;
        }
        Optional<BlockDevice> device = file.block();
        StringBuilder text = new StringBuilder(path + ": getgeo=" + device.flatMap(BlockDevice::geometry)
                .map(geo -> "heads:" + geo.heads() + ",sectors:" + geo.sectors() + ",cylinders:" + geo.cylinders() + ",start:" + geo.start()).orElse("ENOTTY"));
        answers(device).forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        call.out(text + "\n");
        return 0;
    }

    private static Map<String, String> answers(Optional<BlockDevice> device) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String name : List.of("size64", "size", "ssz", "pbsz", "bsz", "iomin", "ioopt", "alignoff", "ro", "sectmax", "rot", "discardzeroes")) {
            answers.put(name, device.map(block -> switch (name) {
                case "size64" -> Long.toString(block.bytes());
                case "size" -> Long.toString(block.bytes() / BlockDevice.SECTOR);
                case "ssz" -> Integer.toString(block.logicalBlockBytes());
                case "pbsz", "iomin" -> Integer.toString(block.physicalBlockBytes());
                case "bsz" -> Integer.toString(block.cacheBlockBytes());
                case "ioopt" -> Long.toString(block.optimalBytes());
                case "alignoff" -> Integer.toString(block.alignmentOffset());
                case "ro" -> block.readOnly() ? "1" : "0";
                case "sectmax" -> MOST_SECTORS;
                default -> "0";
            }).orElse("ENOTTY"));
        }
        return answers;
    }

    static int ioctl(ProgramCall call, List<String> words) throws KernelException {
        String what = words.get(1);
        try {
            Openable file = Paths.open(call.kernel(), words.get(0), false);
            BlockDevice device = file.block().orElseThrow(() -> new KernelException(Errno.ENOTTY));
            switch (what) {
                case "rrpart" -> Daxuse.layer(call).reread(device);
                case "discard", "secdiscard" -> throw new KernelException(Errno.EOPNOTSUPP);
                case "zeroout" -> zero(call, device, Amount.of(words.get(2)), Amount.of(words.get(3)));
                case "flsbuf" -> call.kernel().media().flush();
                case "roset" -> device.readOnly(!words.get(2).equals("0"));
                default -> throw new KernelException(Errno.ENOTTY);
            }
            call.out(what + " ok\n");
            return 0;
        } catch (KernelException refused) {
            call.out(what + " " + refused.errno() + "\n");
            return 1;
        }
    }

    private static void zero(ProgramCall call, BlockDevice device, long offset, long length) throws KernelException {
        int block = Math.max(device.logicalBlockBytes(), BlockDevice.SECTOR);
        if (device.readOnly()) {
            throw new KernelException(Errno.EPERM);
        }
        if (offset % block != 0 || length % block != 0 || length > device.bytes() - offset) {
            throw new KernelException(Errno.EINVAL);
        }
        for (long done = 0; done < length; done += ZERO_PIECE) {
            device.write(offset + done, new byte[(int) Math.min(ZERO_PIECE, length - done)]);
        }
        call.kernel().media().flush();
    }
}
