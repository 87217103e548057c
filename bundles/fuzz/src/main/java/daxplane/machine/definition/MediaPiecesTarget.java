package daxplane.machine.definition;

import daxplane.fuzz.ScratchFolder;
import daxplane.fuzz.Target;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image of which only pieces are told. */
public final class MediaPiecesTarget implements Target {

    private final Path folder = ScratchFolder.create("pieces");

    @Override
    public void take(byte[] input) throws UnusableFile, IOException {
        var pieces = PieceFile.of(folder, "dimm0.img");
        Files.write(pieces.file(), input);
        pieces.copy(new WithinImage(pieces.imageBytes()));
    }
}
