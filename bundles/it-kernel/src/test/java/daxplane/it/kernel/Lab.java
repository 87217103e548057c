package daxplane.it.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code ./verify kernel} prepared.
 *
 * @param directory kernels and initial file systems
 * @param image     file system image with a Java runtime and daxplane; copied for each guest
 * @param media     the DIMM images of the two-socket machine, as a kernel wrote them; copied for each guest
 */
record Lab(Path directory, Path image, Path media) {

    static Lab fromSystemProperties() {
        return new Lab(property("daxplane.lab"), property("daxplane.lab.image"), property("daxplane.lab.media"));
    }

    /** Boots a guest of its own, on copies of image and media below {@code place}. */
    Guest boot(String kernel, Path place) throws IOException {
        Files.createDirectories(place);
        for (String file : List.of("dimm0.img", "dimm1.img", "dimm2.img")) {
            copySparse(media.resolve(file), place.resolve(file));
        }
        copySparse(image, place.resolve("image.img"));
        return reboot(kernel, place);
    }

    /** Boots again on what an earlier guest left below {@code place}. */
    Guest reboot(String kernel, Path place) throws IOException {
        return Guest.boot(directory, kernel, List.of(place.resolve("dimm0.img"), place.resolve("dimm1.img"), place.resolve("dimm2.img")),
                place.resolve("image.img"), place.resolve("guest"));
    }

    private static void copySparse(Path from, Path to) throws IOException {
        try {
            if (new ProcessBuilder("cp", "--sparse=always", from.toString(), to.toString()).inheritIO().start().waitFor() != 0) {
                throw new IOException("can not copy " + from);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while copying " + from);
        }
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run ./verify kernel");
        }
        return Path.of(value);
    }
}
