package daxplane.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A stream of the process, until the process is ending: what is said under a framework that goes down is not true any more. */
final class Voice extends OutputStream {

    private final PrintStream stream;
    private final Ending ending;

    private Voice(PrintStream stream, Ending ending) {
        this.stream = stream;
        this.ending = ending;
    }

    static PrintStream of(PrintStream stream, Ending ending) {
        return new PrintStream(new Voice(stream, ending), true, stream.charset());
    }

    @Override
    public void write(int character) {
        if (!ending.silent()) {
            stream.write(character);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (ending.silent()) {
            return;
        }
        stream.write(bytes, offset, length);
        if (stream.checkError()) {
            throw new IOException("the stream takes no more");
        }
    }

    @Override
    public void flush() {
        if (!ending.silent()) {
            stream.flush();
        }
    }
}
