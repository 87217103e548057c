package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import daxplane.host.Errno;
import daxplane.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can open a file for reading can hold a lock that stops all writers: nobody but the owner can open this one. */
class WriterLockTest {

    @TempDir
    private Path journal;

    private String mode() throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.resolve(WriterLock.NAME)));
    }

    @Test
    void isMadeForItsOwnerAlone() throws Exception {
        try (var lock = WriterLock.take(journal)) {
            assertThat(lock).isNotNull();
            assertThat(mode()).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-", "rw-r-----", "rwxrwxrwx", "rw-rw----"})
    void oneThatOthersCouldOpenIsWithdrawn(String before) throws Exception {
        Files.setPosixFilePermissions(Files.createFile(journal.resolve(WriterLock.NAME)), PosixFilePermissions.fromString(before));

        WriterLock.take(journal).close();

        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void namesWhoHoldsIt() throws Exception {
        try (var lock = WriterLock.take(journal)) {
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> WriterLock.take(journal))
                    .withMessageContaining(String.valueOf(ProcessHandle.current().pid()))
                    .satisfies(busy -> assertThat(busy.errno()).isEqualTo(Errno.EBUSY));
            assertThat(lock).isNotNull();
        }
    }
}
