package daxplane.machine.definition;

import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.util.Optional;

/** Where the images of a definition come from. */
interface ImageSource extends AutoCloseable {

    /** Empty when there is no such image. */
    Optional<Long> length(String image) throws UnusableFile;

    /** For messages: where the image is. */
    String describe(String image);

    /** Gives the contents in pieces; what is left out is zero. Nothing happens when there is no such image. */
    void copy(String image, Piece piece) throws UnusableFile, IOException;

    @Override
    void close() throws IOException;

    /** Takes a piece of an image. */
    interface Piece {
        void take(long offset, byte[] content, int length);
    }
}
