package daxplane.kernel.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Kernel messages and uevents since boot, the newest of them; gone when the process ends, as nothing depends on them. */
public final class KernelLog {

    /** Entries of each kind; a real kernel keeps a ring of some hundred kilobytes. */
    private static final int MOST_ENTRIES = 4096;

    private final Deque<Message> messages = new ArrayDeque<>();
    private final Deque<Uevent> uevents = new ArrayDeque<>();

    KernelLog() {
    }

    /** @param level 3 error, 4 warning, 6 information */
    public record Message(int level, String text) {
        @Override
        public String toString() {
            return "<" + level + ">" + text;
        }
    }

    void message(int level, String text) {
        add(messages, new Message(level, text));
    }

    void uevent(Uevent uevent) {
        add(uevents, uevent);
    }

    public List<Message> messages() {
        return new ArrayList<>(messages);
    }

    public List<Uevent> uevents() {
        return new ArrayList<>(uevents);
    }

    private static <T> void add(Deque<T> ring, T entry) {
        if (ring.size() == MOST_ENTRIES) {
            ring.removeFirst();
        }
        ring.addLast(entry);
    }
}
