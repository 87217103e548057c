package daxplane.script;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** What a command reads and where it prints. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    /** Nothing to read, and nobody listens. */
    public static final Streams NONE = new Streams(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()));

    Streams reading(InputStream other) {
        return new Streams(other, out, err);
    }

    Streams printing(PrintStream otherOut, PrintStream otherErr) {
        return new Streams(in, otherOut, otherErr);
    }
}
