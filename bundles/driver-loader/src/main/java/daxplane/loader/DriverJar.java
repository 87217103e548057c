package daxplane.loader;

import daxplane.host.Errno;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The jar of a plug-in bundle, read whole. Whatever a stranger put into it: it costs no more memory and time than a driver, and
 * its names are names and no paths.
 */
record DriverJar(String name, String version, byte[] bytes, String digest) {

    /** Drivers are small; a jar that is larger is a mistake. */
    private static final long LARGEST_BYTES = 64L << 20;

    /** Unpacked. The largest driver of ours has a quarter of a megabyte; a library or two may come with one. */
    private static final long LARGEST_UNPACKED_BYTES = 256L << 20;

    /** The framework keeps a manifest in memory, several times. */
    private static final int LARGEST_MANIFEST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 16_384;

    /** OSGi Core 8, 1.3.2: tokens with dots between them. The name becomes one of a file. */
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");
    private static final int LONGEST_NAME = 128;
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9}(?:\\.\\d{1,9}(?:\\.[A-Za-z0-9_-]{1,64})?)?)?");

    /** @throws DriverRefused ENOENT no such file; EFBIG it is, or becomes, larger than any driver; EINVAL it is no bundle; EIO */
    static DriverJar read(Path file) throws DriverRefused {
        if (!Files.isRegularFile(file)) {
            throw new DriverRefused(Errno.ENOENT, "there is no jar " + file);
        }
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new DriverRefused(Errno.EFBIG, file + " is larger than " + (LARGEST_BYTES >> 20) + " MiB");
            }
            byte[] bytes = Files.readAllBytes(file);
            var attributes = manifest(file).getMainAttributes();
            var name = attributes.getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new DriverRefused(Errno.EINVAL, file + " is not a bundle: its manifest names no Bundle-SymbolicName");
            }
            var version = attributes.getValue("Bundle-Version");
            return new DriverJar(symbolicName(file, name), version == null ? "0.0.0" : version(file, version.strip()), bytes, sha256(bytes));
        } catch (ZipException noArchive) {
            throw new DriverRefused(Errno.EINVAL, file + " is not a bundle: it is no jar (" + noArchive.getMessage() + ")");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new DriverRefused(Errno.EIO, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** Unpacks everything once, so that nobody after us unpacks what is too much. */
    private static Manifest manifest(Path file) throws IOException, DriverRefused {
        byte[] manifest = {};
        long room = LARGEST_UNPACKED_BYTES;
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new DriverRefused(Errno.EFBIG, file + " has more than " + MOST_ENTRIES + " entries");
            }
            for (var entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                try (var in = zip.getInputStream(entry)) {
                    if (entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                        manifest = in.readNBytes(LARGEST_MANIFEST_BYTES + 1);
                        if (manifest.length > LARGEST_MANIFEST_BYTES) {
                            throw new DriverRefused(Errno.EFBIG, file + " has a manifest of more than " + (LARGEST_MANIFEST_BYTES >> 20) + " MiB");
                        }
                        continue;
                    }
                    long skipped = in.skip(room + 1);
                    for (long more = skipped; more > 0 && skipped <= room; skipped += more) {
                        more = in.skip(room + 1 - skipped);
                    }
                    room -= skipped;
                    if (room < 0) {
                        throw new DriverRefused(Errno.EFBIG, file + " unpacks to more than " + (LARGEST_UNPACKED_BYTES >> 20) + " MiB");
                    }
                }
            }
        }
        return new Manifest(new ByteArrayInputStream(manifest));
    }

    private static String symbolicName(Path file, String header) throws DriverRefused {
        var name = header.split(";", 2)[0].strip();
        if (name.length() > LONGEST_NAME || !SYMBOLIC_NAME.matcher(name).matches()) {
            throw new DriverRefused(Errno.EINVAL, file + " is not a bundle: its Bundle-SymbolicName is '"
                    + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "', and not letters, digits, _ and - with dots between them");
        }
        return name;
    }

    private static String version(Path file, String version) throws DriverRefused {
        if (!VERSION.matcher(version).matches()) {
            throw new DriverRefused(Errno.EINVAL, file + " is not a bundle: its Bundle-Version is '"
                    + version.substring(0, Math.min(version.length(), LONGEST_NAME)) + "', and not like 1.2.3");
        }
        return version;
    }

    /** As it would be listed, but for what it offers. */
    PluginBundle described() {
        return new PluginBundle(name, version, digest, List.of(), false);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
