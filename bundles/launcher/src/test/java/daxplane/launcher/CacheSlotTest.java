package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSlotTest {

    @TempDir Path directory;

    @Test
    void givesTheSameSlotAgainAfterItWasLetGo() throws Exception {
        Path first;
        try (var slot = CacheSlot.take(directory)) {
            first = Files.createDirectories(slot.directory().resolve("warm"));
        }
        try (var slot = CacheSlot.take(directory)) {
            assertThat(slot.directory().resolve("warm")).isEqualTo(first).exists();
        }
    }

    @Test
    void takesATemporaryDirectoryWhereTheCacheCanNotBeWritten() throws Exception {
        Path temporary;
        try (var slot = CacheSlot.take(Files.createFile(directory.resolve("a file")))) {
            temporary = slot.directory();
            Files.createDirectories(temporary.resolve("bundle0/deep"));
            assertThat(temporary).isDirectory().doesNotHave(startingWith(directory));
        }
        assertThat(temporary).doesNotExist();
    }

    private static org.assertj.core.api.Condition<Path> startingWith(Path parent) {
        return new org.assertj.core.api.Condition<>(path -> path.startsWith(parent), "below %s", parent);
    }
}
