package daxplane.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What stands between two commands. The first runs to its end and then the second, on one thread, as long as what the first one
 * prints is little. When it is more, they take turns: whoever reads begins, on a thread of its own, while whoever writes waits
 * between two of its commands; one that has read enough ends the other, as a closed pipe does. Never do both run.
 */
final class Pipe {

    /** Exit status of what wrote into a pipe that nobody reads any more: 128 and the number of the signal. */
    static final int BROKEN = 141;

    /** Bytes of which whoever reads is told. */
    private static final int PIECE = 4_096;

    /** The pipe that the commands of a thread write into. */
    private static final ThreadLocal<Pipe> WRITTEN = new ThreadLocal<>();

    private final ToIntFunction<InputStream> reading;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(new Sink(), false, StandardCharsets.UTF_8);
    private boolean overflown;
    /** Whether something was written that nobody reads. */
    private boolean lost;
    /** Empty as long as everything is kept. */
    private Optional<Reader> reader = Optional.empty();

    /** @param reading what reads; its status is that of the pipe */
    Pipe(ToIntFunction<InputStream> reading) {
        this.reading = reading;
    }

    PrintStream stream() {
        return stream;
    }

    /** More than a pipe holds, at once. */
    boolean overflown() {
        stream.flush();
        return overflown;
    }

    /** @return status of what writes */
    int write(Supplier<Integer> writing) {
        var outer = WRITTEN.get();
        WRITTEN.set(this);
        try {
            return writing.get();
        } catch (Broken _) {
            return BROKEN;
        } finally {
            if (outer == null) {
                WRITTEN.remove();
            } else {
                WRITTEN.set(outer);
            }
        }
    }

    /** Lets what reads come to its end. @return its status */
    int read() {
        stream.flush();
        if (reader.isEmpty()) {
            return reading.applyAsInt(new ByteArrayInputStream(kept.toByteArray()));
        }
        return reader.get().end(taken());
    }

    /** Between two commands: whoever writes into a pipe stops when nobody reads it, and waits when there is much to read. */
    static void betweenCommands() {
        var written = WRITTEN.get();
        if (written != null) {
            written.pause();
            if (written.lost) {
                throw new Broken();
            }
        }
    }

    /** Before a command waits. @return whether anybody still reads */
    static boolean handOver() {
        var written = WRITTEN.get();
        if (written == null) {
            return true;
        }
        written.stream.flush();
        if (written.kept.size() != 0) {
            written.give();
        }
        return written.reader.filter(Reader::ended).isEmpty();
    }

    private void pause() {
        if (kept.size() >= PIECE) {
            give();
        }
    }

    private void give() {
        if (reader.isEmpty()) {
            reader = Optional.of(new Reader(reading));
        }
        reader.get().give(taken());
    }

    private byte[] taken() {
        byte[] bytes = kept.toByteArray();
        kept.reset();
        return bytes;
    }

    private final class Sink extends OutputStream {

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            if (reader.filter(Reader::ended).isPresent()) {
                lost = true;
                return;
            }
            int room = Limits.LONGEST_OUTPUT - kept.size();
            overflown |= length > room;
            kept.write(more, offset, Math.min(length, room));
        }

        /** A command that flushes can wait. */
        @Override
        public void flush() {
            if (WRITTEN.get() == Pipe.this) {
                pause();
            }
        }
    }

    /** Nobody reads any more. Unwinds what writes, up to the pipe. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Broken() {
            super("nobody reads", null, false, false);
        }
    }

    /** What reads, on a thread of its own; the monitor hands the turn over. */
    private static final class Reader extends InputStream {

        private final Thread thread;
        private byte[] piece = {};
        private int at;
        private boolean readersTurn;
        private boolean last;
        private boolean ended;
        private int status;
        private Optional<Throwable> mistake = Optional.empty();

        Reader(ToIntFunction<InputStream> reading) {
            thread = new Thread(() -> run(reading), "pipe");
            thread.setDaemon(true);
        }

        private void run(ToIntFunction<InputStream> reading) {
            try {
                awaitTurn();
                status = reading.applyAsInt(this);
            } catch (RuntimeException | Error thrown) {
                mistake = Optional.of(thrown);
            } finally {
                synchronized (this) {
                    ended = true;
                    readersTurn = false;
                    notifyAll();
                }
            }
        }

        synchronized boolean ended() {
            return ended;
        }

        /** Hands bytes over, and waits until more are asked for or nobody reads. */
        synchronized void give(byte[] bytes) {
            if (ended) {
                return;
            }
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
            piece = bytes;
            at = 0;
            readersTurn = true;
            notifyAll();
            await(false);
        }

        /** The last bytes. @return status of what read */
        int end(byte[] bytes) {
            synchronized (this) {
                last = true;
            }
            give(bytes);
            synchronized (this) {
                await(false);
            }
            mistake.ifPresent(thrown -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            });
            return status;
        }

        private synchronized void awaitTurn() {
            await(true);
        }

        /** Interruptions are for what runs, and it is asked between its commands. */
        private void await(boolean forReader) {
            boolean interrupted = false;
            while (readersTurn != forReader && !(ended && !forReader)) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            while (at == piece.length) {
                if (last) {
                    return -1;
                }
                readersTurn = false;
                notifyAll();
                await(true);
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public synchronized int available() {
            return piece.length - at;
        }
    }
}
