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
        try (var slot = CacheSlot.take(directory, _ -> { })) {
            first = Files.createDirectories(slot.directory().resolve("warm"));
        }
        try (var slot = CacheSlot.take(directory, _ -> { })) {
            assertThat(slot.directory().resolve("warm")).isEqualTo(first).exists();
        }
    }

    @Test
    void takesATemporaryDirectoryWhereTheCacheCanNotBeWritten() throws Exception {
        var scratch = new java.util.ArrayList<Path>();
        Path temporary;
        try (var slot = CacheSlot.take(Files.createFile(directory.resolve("a file")), scratch::add)) {
            temporary = slot.directory();
            Files.createDirectories(temporary.resolve("bundle0/deep"));
            assertThat(temporary).isDirectory().doesNotHave(startingWith(directory));
        }
        assertThat(temporary).doesNotExist();
        assertThat(scratch).as("known to whoever ends the process").containsExactly(temporary);
    }

    private static org.assertj.core.api.Condition<Path> startingWith(Path parent) {
        return new org.assertj.core.api.Condition<>(path -> path.startsWith(parent), "below %s", parent);
    }
}
