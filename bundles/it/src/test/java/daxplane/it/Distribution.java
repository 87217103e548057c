package daxplane.it;

import java.nio.file.Path;

/** Where the build left what is tested. */
final class Distribution {

    static final Path DIRECTORY = Path.of(System.getProperty("distribution")).normalize();
    static final Path ARCHIVE = Path.of(System.getProperty("archive")).normalize();
    static final Path CHECKOUT = Path.of(System.getProperty("checkout")).normalize();
    static final String VERSION = System.getProperty("version");

    private Distribution() {
    }
}
