package daxplane.machine.definition;

import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Images as files of a folder: whole ones, or pieces of them. */
record ImageFolder(Path folder) implements ImageSource {

    private static final int PIECE_BYTES = 1 << 20;

    @Override
    public Optional<Long> length(String image) throws UnusableFile {
        try {
            Path file = folder.resolve(image);
            PieceFile pieces = PieceFile.of(folder, image);
            if (!Files.isRegularFile(file) && pieces.exists()) {
                return Optional.of(pieces.imageBytes());
            }
            return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String describe(String image) {
        return image;
    }

    @Override
    public void copy(String image, Piece piece) throws UnusableFile, IOException {
        Path file = folder.resolve(image);
        if (!Files.isRegularFile(file)) {
            if (PieceFile.of(folder, image).exists()) {
                PieceFile.of(folder, image).copy(piece);
            }
            return;
        }
        byte[] content = new byte[PIECE_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            long offset = 0;
            for (int length = in.readNBytes(content, 0, content.length); length > 0; length = in.readNBytes(content, 0, content.length)) {
                piece.take(offset, content, length);
                offset += length;
            }
        }
    }

    @Override
    public void close() {
    }
}
