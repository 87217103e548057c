package daxplane.machine.definition;

import daxplane.fuzz.ScratchFolder;
import daxplane.fuzz.Target;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An archive of media, of which one image is copied. First byte: bits 0 and 1, packed how ({@link #NAMES}); bit 2, checksums of
 * what may be heads of a tar are made right; the rest is the archive.
 */
public final class MediaArchiveTarget implements Target {

    private static final List<String> NAMES = List.of("dimms.tar", "dimms.tar.gz", "dimms.tar.xz", "dimms.tar");
    private static final String IMAGE = "dimm0.img";
    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    private final Path folder = ScratchFolder.create("archive");

    @Override
    public void take(byte[] input) throws UnusableFile, IOException {
        int choice = input.length == 0 ? 0 : input[0];
        byte[] archive = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        if ((choice & 4) != 0) {
            mend(archive);
        }
        Path file = Files.write(folder.resolve(NAMES.get(choice & 3)), archive);
        try (var source = new ImageArchive(file, folder)) {
            source.copy(IMAGE, new WithinImage(source.length(IMAGE).orElse(0L)));
        }
    }

    /** The sum of a head's bytes, with its own field as spaces, in octal digits. */
    private static void mend(byte[] tar) {
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            if (tar[at] == 0) {
                continue;
            }
            Arrays.fill(tar, at + CHECKSUM_AT, at + CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
            int sum = 0;
            for (int i = at; i < at + BLOCK; i++) {
                sum += Byte.toUnsignedInt(tar[i]);
            }
            byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, tar, at + CHECKSUM_AT, CHECKSUM_BYTES);
        }
    }
}
