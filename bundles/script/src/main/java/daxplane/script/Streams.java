package daxplane.script;

import java.io.InputStream;
import java.io.PrintStream;

/** What a command reads and where it prints. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    Streams reading(InputStream other) {
        return new Streams(other, out, err);
    }

    Streams printing(PrintStream otherOut, PrintStream otherErr) {
        return new Streams(in, otherOut, otherErr);
    }
}
