package daxplane.kernel;

import daxplane.host.Cancellation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of a program: what it was given, and what it has printed so far. */
public final class ProgramCall {

    /** What a program prints beyond this is lost: nobody reads more of it. */
    public static final int MOST_OUTPUT_BYTES = 64 << 20;

    private final Kernel kernel;
    private final List<String> arguments;
    private final byte[] input;
    private final boolean background;
    private final Cancellation cancellation;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /**
     * @param arguments    without the program's name
     * @param input        all of its standard input
     * @param background   nobody waits for its end: it may go on as a process
     * @param cancellation ends what blocks
     */
    public ProgramCall(Kernel kernel, List<String> arguments, byte[] input, boolean background, Cancellation cancellation) {
        this.kernel = kernel;
        this.arguments = List.copyOf(arguments);
        this.input = input.clone();
        this.background = background;
        this.cancellation = cancellation;
    }

    public Kernel kernel() {
        return kernel;
    }

    public List<String> arguments() {
        return arguments;
    }

    public byte[] input() {
        return input.clone();
    }

    public boolean background() {
        return background;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    public void out(String text) {
        out(text.getBytes(StandardCharsets.UTF_8));
    }

    public void out(byte[] bytes) {
        append(out, bytes);
    }

    public void err(String text) {
        append(err, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] printed() {
        return out.toByteArray();
    }

    public byte[] complained() {
        return err.toByteArray();
    }

    private static void append(ByteArrayOutputStream to, byte[] bytes) {
        to.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT_BYTES - to.size()));
    }
}
