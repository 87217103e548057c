package daxplane.journal.chronicle;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The example of the package's description, compiled. */
final class PackageExample {

    private PackageExample() {
    }

    static void example(Path directory, byte[] bytes) throws Exception {
        // @start region="example"
        try (QueueAppender tail = QueueAppender.resume(directory, LocalDate.now(ZoneOffset.UTC))) {
            tail.append(bytes);                              // in the page cache; durable after a force on tail.file()
        }
        // @end
    }
}
