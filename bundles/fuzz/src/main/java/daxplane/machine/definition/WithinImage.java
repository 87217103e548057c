package daxplane.machine.definition;

/** Takes pieces of an image of so many bytes, and finds each that does not lie in it. */
record WithinImage(long bytes) implements ImageSource.Piece {

    @Override
    public void take(long offset, byte[] content, int length) {
        if (offset < 0 || length < 0 || length > content.length || offset > bytes - length) {
            throw new AssertionError("%d bytes at %d of an image of %d".formatted(length, offset, bytes));
        }
    }
}
