package daxplane.filesystem;

import daxplane.block.BlockDevice;
import daxplane.filesystem.Superblock.Type;
import daxplane.host.Holders.Holder;
import daxplane.inventory.DeviceUse.Kind;
import daxplane.kernel.KernelException;
import daxplane.kernel.Program;
import daxplane.kernel.ProgramCall;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code mkfs.ext4 [-q] [-F] [-b N] [-U UUID] [-E ...] DEV}, {@code mkfs.xfs [-q] [-f] [-m uuid=UUID] DEV}. */
record MakeFileSystem(String name) implements Program {

    private static final int FAILED = 1;
    /** Below this size mkfs.ext4 chooses small blocks. */
    private static final long SMALL_BYTES = 512L << 20;

    @Override
    public int run(ProgramCall call) throws KernelException {
        boolean ext = name.equals("mkfs.ext4");
        CommandWords line = CommandWords.parse(name, call.arguments(), Set.of("-q", "-F", "-f"), ext ? Set.of("-b", "-U", "-E", "-L") : Set.of("-m", "-b", "-L"));
        String path = line.words().isEmpty() ? "" : line.words().getFirst();
        Optional<BlockDevice> found = Signatures.find(call.kernel(), path);
        if (found.isEmpty()) {
            call.err(ext ? "The file " + path + " does not exist and no size was specified.\n" : "Error accessing specified device " + path + ": No such file or directory\n");
            return FAILED;
        }
        BlockDevice device = found.get();
        Optional<Holder> claimant = call.kernel().workload().claimant(device.name());
        if (claimant.isPresent()) {
            call.err(refusal(ext, path, claimant.get()));
            return FAILED;
        }
        if (device.alignmentOffset() != 0 && ext) {
            call.out(path + " alignment is offset by " + device.alignmentOffset() + " bytes.\nThis may result in very poor performance, (re)-partitioning suggested.\n");
        }
        return make(call, ext, line, path, device);
    }

    private String refusal(boolean ext, String path, Holder claimant) {
        boolean mounted = claimant.kind() == Kind.MOUNTED || claimant.kind() == Kind.SWAP;
        if (ext) {
            return path + (mounted ? " is mounted" : " is apparently in use by the system") + "; will not make a filesystem here!\n";
        }
        return mounted ? name + ": " + path + " contains a mounted filesystem\n" + XFS_USAGE : name + ": cannot open " + path + ": Device or resource busy\n";
    }

    private int make(ProgramCall call, boolean ext, CommandWords line, String path, BlockDevice device) throws KernelException {
        int block = Integer.parseInt(blockBytes(ext, line, device));
        UUID uuid = uuid(line.value("-U", line.value("-m", "").replaceFirst("^uuid=", "")), path + device.sequence());
        int stripe = (int) (device.optimalBytes() / block);
        Superblock superblock = new Superblock(ext ? Type.EXT4 : Type.XFS, uuid, block, device.bytes() / block, ext ? stripe : 0, false);
        if (device.bytes() < FileTable.DATA_AT + Superblock.PAGE) {
            call.err(name + ": the device is too small\n");
            return FAILED;
        }
        if (device.readOnly()) {
            call.err(ext ? path + ": Operation not permitted while setting up superblock\n" : name + ": cannot open " + path + ": Permission denied\n");
            return FAILED;
        }
        try {
            // What makes it a file system comes last (corpus err-bb-dm, step 11).
            FileTable.clear(device);
            superblock.write(device);
            call.kernel().media().flush();
            return 0;
        } catch (KernelException failure) {
            call.err(name + ": " + failure.errno().text() + " while writing out and closing file system\n");
            return FAILED;
        }
    }

    private static String blockBytes(boolean ext, CommandWords line, BlockDevice device) {
        String asked = line.value("-b", "").replaceFirst("^size=", "");
        boolean valid = asked.matches("1024|2048|4096");
        return valid ? asked : ext && device.bytes() < SMALL_BYTES && device.logicalBlockBytes() < Superblock.PAGE ? "1024" : "4096";
    }

    /** What nobody gives is made up from the device, so that a machine does the same each time. */
    private static UUID uuid(String given, String from) {
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException none) {
            return UUID.nameUUIDFromBytes(("fs" + from).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final String XFS_USAGE = """
            Usage: mkfs.xfs
            /* blocksize */\t\t[-b size=num]
            /* config file */\t[-c options=xxx]
            /* metadata */\t\t[-m crc=0|1,finobt=0|1,uuid=xxx,rmapbt=0|1,reflink=0|1,
            \t\t\t    inobtcount=0|1,bigtime=0|1]
            /* data subvol */\t[-d agcount=n,agsize=n,file,name=xxx,size=num,
            \t\t\t    (sunit=value,swidth=value|su=num,sw=num|noalign),
            \t\t\t    sectsize=num
            /* force overwrite */\t[-f]
            /* inode size */\t[-i perblock=n|size=num,maxpct=n,attr=0|1|2,
            \t\t\t    projid32bit=0|1,sparse=0|1,nrext64=0|1]
            /* no discard */\t[-K]
            /* log subvol */\t[-l agnum=n,internal,size=num,logdev=xxx,version=n
            \t\t\t    sunit=value|su=num,sectsize=num,lazy-count=0|1]
            /* label */\t\t[-L label (maximum 12 characters)]
            /* naming */\t\t[-n size=num,version=2|ci,ftype=0|1]
            /* no-op info only */\t[-N]
            /* prototype file */\t[-p fname]
            /* quiet */\t\t[-q]
            /* realtime subvol */\t[-r extsize=num,size=num,rtdev=xxx]
            /* sectorsize */\t[-s size=num]
            /* version */\t\t[-V]
            \t\t\tdevicename
            <devicename> is required unless -d name=xxx is given.
            <num> is xxx (bytes), xxxs (sectors), xxxb (fs blocks), xxxk (xxx KiB),
                  xxxm (xxx MiB), xxxg (xxx GiB), xxxt (xxx TiB) or xxxp (xxx PiB).
            <value> is xxx (512 byte blocks).
            """;
}
