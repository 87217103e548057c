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
import java.util.jar.JarInputStream;

/** The jar of a driver bundle, read whole. */
record DriverJar(String name, String version, byte[] bytes, String digest) {

    /** Drivers are small; a jar that is larger is a mistake. */
    private static final long LARGEST_BYTES = 64L << 20;

    static DriverJar read(Path file) throws DriverRefused {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DriverRefused(Errno.ENOENT, "there is no jar " + file);
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw new DriverRefused(Errno.EFBIG, file + " is larger than " + (LARGEST_BYTES >> 20) + " MiB");
            }
            byte[] bytes = Files.readAllBytes(file);
            try (var jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
                var manifest = jar.getManifest();
                var attributes = manifest == null ? null : manifest.getMainAttributes();
                var name = attributes == null ? null : attributes.getValue("Bundle-SymbolicName");
                if (name == null) {
                    throw new DriverRefused(Errno.EINVAL, file + " is not a bundle: its manifest names no Bundle-SymbolicName");
                }
                var version = attributes.getValue("Bundle-Version");
                return new DriverJar(name.split(";", 2)[0].strip(), version == null ? "0.0.0" : version, bytes, sha256(bytes));
            }
        } catch (IOException unreadable) {
            throw new DriverRefused(Errno.EIO, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** As it would be listed, but for the modules that it offers. */
    DriverBundle described() {
        return new DriverBundle(name, version, digest, List.of(), false);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
