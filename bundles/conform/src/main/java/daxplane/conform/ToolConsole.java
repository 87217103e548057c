package daxplane.conform;

import daxplane.script.Streams;
import daxplane.tools.Console;
import java.nio.charset.StandardCharsets;

/**
 * Where a tool prints that has no terminal: what it says comes a block at a time and at its end, what it complains of comes at once.
 * It shows where both go to one file (corpus acc-pin-uring-kmem, step 8).
 */
final class ToolConsole implements Console, AutoCloseable {

    private static final int BLOCK = 4096;

    private final Streams streams;
    private final StringBuilder kept = new StringBuilder();

    ToolConsole(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void stdout(String text) {
        kept.append(text);
        int whole = kept.length() / BLOCK * BLOCK;
        streams.out().print(kept.substring(0, whole));
        kept.delete(0, whole);
    }

    @Override
    public void stdout(byte[] bytes) {
        stdout(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void stderr(String text) {
        streams.err().print(text);
    }

    @Override
    public void close() {
        streams.out().print(kept);
        kept.setLength(0);
    }
}
