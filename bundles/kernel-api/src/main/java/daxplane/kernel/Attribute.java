package daxplane.kernel;

import daxplane.host.Cancellation;
import java.nio.charset.StandardCharsets;

/**
 * A file of sysfs.
 *
 * @param name below the directory of its object; {@code nfit/handle} puts it into a sub-directory
 * @param mode permission bits: 0444, 0644, 0200, 0400
 */
public record Attribute(String name, int mode, Show show, Store store) {

    /** Gives the text, trailing newline included. */
    @FunctionalInterface
    public interface Show {
        String text() throws KernelException;
    }

    /** A file that is no text. */
    @FunctionalInterface
    public interface ShowBytes extends Show {
        byte[] bytes();

        @Override
        default String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    /** Takes what one write(2) brought, and returns how many bytes of it were taken. */
    @FunctionalInterface
    public interface Store {
        int write(String value, Cancellation cancellation) throws KernelException;
    }

    /** A store that takes everything or nothing and never blocks. */
    @FunctionalInterface
    public interface SimpleStore {
        void write(String value) throws KernelException;
    }

    public static Attribute readOnly(String name, Show show) {
        return new Attribute(name, 0444, show, Attribute::unwritable);
    }

    /** Readable by root only. */
    public static Attribute rootOnly(String name, Show show) {
        return new Attribute(name, 0400, show, Attribute::unwritable);
    }

    /** Readable by root only, and no text. */
    public static Attribute binary(String name, ShowBytes show) {
        return new Attribute(name, 0400, show, Attribute::unwritable);
    }

    public static Attribute readWrite(String name, Show show, SimpleStore store) {
        return new Attribute(name, 0644, show, whole(store));
    }

    /** Readable and writable by root only. */
    public static Attribute privateTo(String name, Show show, SimpleStore store) {
        return new Attribute(name, 0600, show, whole(store));
    }

    public static Attribute writeOnly(String name, SimpleStore store) {
        return new Attribute(name, 0200, Attribute::unreadable, whole(store));
    }

    public boolean readable() {
        return (mode & 0444) != 0;
    }

    public boolean writable() {
        return (mode & 0222) != 0;
    }

    private static Store whole(SimpleStore store) {
        return new Whole(store);
    }

    private record Whole(SimpleStore simple) implements Store {

        @Override
        public int write(String value, Cancellation cancellation) throws KernelException {
            simple.write(value);
            return value.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** The code that a write calls. */
    public Class<?> storing() {
        return store instanceof Whole(var simple) ? simple.getClass() : store.getClass();
    }

    private static String unreadable() throws KernelException {
        throw new KernelException(daxplane.host.Errno.EIO);
    }

    private static int unwritable(String value, Cancellation cancellation) throws KernelException {
        throw new KernelException(daxplane.host.Errno.EIO);
    }
}
