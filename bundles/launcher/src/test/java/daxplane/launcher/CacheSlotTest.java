package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSlotTest {

    @TempDir Path directory;

    @Test
    void givesTheSameSlotAgainAfterItWasLetGo() throws Exception {
        Path first;
        try (var slot = CacheSlot.take(directory, directory, _ -> { })) {
            first = Files.createDirectories(slot.directory().resolve("warm"));
        }
        try (var slot = CacheSlot.take(directory, directory, _ -> { })) {
            assertThat(slot.directory().resolve("warm")).isEqualTo(first).exists();
        }
    }

    /** Killed: its lock is gone, and nothing else. */
    @Test
    void clearsWhatTheLastProcessOfTheSlotLeft() throws Exception {
        var left = Files.createDirectories(directory.resolve("framework-0.scratch/unpacked/deep"));
        try (var slot = CacheSlot.take(directory, directory, _ -> { })) {
            assertThat(slot.scratch()).isEqualTo(directory.resolve("framework-0.scratch")).isEmptyDirectory();
            assertThat(left).doesNotExist();
            Files.createFile(slot.scratch().resolve("mine"));
        }
        assertThat(directory.resolve("framework-0.scratch")).doesNotExist();
    }

    @Test
    void takesATemporaryDirectoryWhereTheCacheCanNotBeWritten() throws Exception {
        var scratch = new ArrayList<Path>();
        Path temporary;
        try (var slot = CacheSlot.take(Files.createFile(directory.resolve("a file")), temporaries(), scratch::add)) {
            temporary = slot.directory().getParent();
            Files.createDirectories(slot.directory().resolve("bundle0/deep"));
            slot.clear();
            assertThat(temporary.getParent()).isEqualTo(temporaries());
            assertThat(slot.scratch().getParent()).isEqualTo(temporary);
        }
        assertThat(temporary).doesNotExist();
        assertThat(scratch).as("known to whoever ends the process").containsExactly(temporary);
    }

    /** What nobody uses any more is cleared; what somebody uses, or never was ours, is left. */
    @Test
    void clearsTemporaryDirectoriesOfTheDeadAlone() throws Exception {
        var unusable = Files.createFile(directory.resolve("a file"));
        var dead = Files.createDirectories(temporaries().resolve("daxplane-1/framework/bundle0")).getParent().getParent();
        Files.createFile(dead.resolve("in-use"));
        var somebodys = Files.createDirectory(temporaries().resolve("daxplane-notes"));
        try (var living = CacheSlot.take(unusable, temporaries(), _ -> { })) {
            assertThat(dead).doesNotExist();
            try (var second = CacheSlot.take(unusable, temporaries(), _ -> { })) {
                assertThat(living.directory().getParent()).isDirectory().isNotEqualTo(second.directory().getParent());
            }
        }
        assertThat(temporaries()).isDirectoryContaining(somebodys::equals);
        assertThat(somebodys).isDirectory();
    }

    private Path temporaries() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }
}
