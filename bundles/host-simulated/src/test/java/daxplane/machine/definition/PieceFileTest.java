package daxplane.machine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.kernel.firmware.UnusableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceFileTest {

    private static final long TIB = 1L << 40;

    @TempDir
    private Path folder;
    private PieceFile pieces;

    @BeforeEach
    void write() throws Exception {
        var told = new TreeMap<Long, byte[]>();
        told.put(4096L, filled(3 << 20));
        told.put(TIB - 8, filled(8));
        pieces = PieceFile.of(folder, "dimm0.img");
        pieces.write(TIB, told);
    }

    @Test
    void givesWhatWasTold() throws Exception {
        var read = new TreeMap<Long, Integer>();
        pieces.copy((offset, content, length) -> {
            assertThat(Arrays.copyOf(content, length)).containsOnly(7);
            read.put(offset, length);
        });

        assertThat(read).containsEntry(4096L, 1 << 20).containsEntry(TIB - 8, 8).hasSize(4);
        assertThat(new ImageFolder(folder).length("dimm0.img")).contains(TIB);
        assertThat(new ImageFolder(folder).length("dimm1.img")).isEmpty();
        assertThat(Files.size(folder.resolve("dimm0.pieces"))).isLessThan(4 << 20);
    }

    @Test
    void refusesWhatIsDamaged() throws Exception {
        byte[] good = Files.readAllBytes(folder.resolve("dimm0.pieces"));
        assertUnusable(Arrays.copyOf(good, 20), "dimm0.pieces at 0x0: this is no file of pieces");
        assertUnusable(Arrays.copyOf(good, 30), "dimm0.pieces at 0x18: the file ends within a piece");
        assertUnusable(Arrays.copyOf(good, 50), "dimm0.pieces at 0x32: the file ends within a piece");
        byte[] outside = good.clone();
        outside[24] = 1;
        assertUnusable(outside, "dimm0.pieces at 0x18: the piece lies behind the end of the image");
        outside[24] = -1;
        assertUnusable(outside, "dimm0.pieces at 0x18: the piece lies behind the end of the image");
    }

    private void assertUnusable(byte[] bytes, String message) throws Exception {
        Files.write(folder.resolve("dimm0.pieces"), bytes);
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> pieces.copy((_, _, _) -> { })).withMessage(message);
    }

    private static byte[] filled(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
