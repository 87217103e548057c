package daxplane.script;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command prints, kept up to {@link Limits#LONGEST_OUTPUT}. */
final class Captured {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflown;
    private final PrintStream stream = new PrintStream(new java.io.OutputStream() {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            int room = Limits.LONGEST_OUTPUT - bytes.size();
            overflown |= length > room;
            bytes.write(more, offset, Math.min(length, room));
        }
    }, false, StandardCharsets.UTF_8);

    PrintStream stream() {
        return stream;
    }

    boolean overflown() {
        stream.flush();
        return overflown;
    }

    byte[] toBytes() {
        stream.flush();
        return bytes.toByteArray();
    }

    String text() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
