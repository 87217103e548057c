package daxplane.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrnoTest {

    /** As the JDK words them: the path, at times a second one, then what strerror(3) says. */
    @ParameterizedTest
    @CsvSource({
        "'/sys/bus/dax/drivers/kmem/bind: Device or resource busy', EBUSY",
        "'/sys/bus/dax/drivers/kmem/bind: No such device', ENODEV",
        "'/sys/bus/nd/devices/namespace0.4/resource: No such device or address', ENXIO",
        "'a -> b: Invalid cross-device link', EXDEV",
        "'Interrupted system call', EINTR",
    })
    void readsTheErrnoOutOfAMessage(String message, Errno errno) {
        assertThat(Errno.inMessage(message)).contains(errno);
    }

    @Test
    void aMessageWithoutErrnoHasNone() {
        assertThat(Errno.inMessage("/sys/absent")).isEmpty();
        assertThat(Errno.inMessage("Device or resource busy: /sys/x")).isEmpty();
        assertThat(Errno.inMessage("")).isEmpty();
    }

    @Test
    void readsTheErrnoOutOfAnExceptionOfTheJdk() {
        assertThat(Errno.of(new NoSuchFileException("/sys/absent"))).contains(Errno.ENOENT);
        assertThat(Errno.of(new AccessDeniedException("/dev/nmem0"))).contains(Errno.EACCES);
        assertThat(Errno.of(new NotDirectoryException("/etc/passwd"))).contains(Errno.ENOTDIR);
        assertThat(Errno.of(new FileSystemException("/dev/pmem0", null, "No space left on device"))).contains(Errno.ENOSPC);
        assertThat(Errno.of(new IOException())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsNumberAndItsText(Errno errno) {
        assertThat(Errno.ofNumber(errno.number())).contains(errno);
        assertThat(Errno.inMessage("/path: " + errno.text())).contains(errno);
    }

    /** Else a message could be read in two ways. */
    @Test
    void noTextEndsWithAnother() {
        for (Errno one : Errno.values()) {
            for (Errno other : Errno.values()) {
                assertThat(one != other && one.text().endsWith(other.text())).as("%s and %s", one, other).isFalse();
            }
        }
    }

    @Test
    void numbersAreDistinctAndInOrder() {
        var numbers = new TreeSet<Integer>();
        for (Errno errno : Errno.values()) {
            assertThat(numbers.isEmpty() || numbers.last() < errno.number()).as("%s", errno).isTrue();
            numbers.add(errno.number());
        }
        assertThat(Errno.ofNumber(0)).isEqualTo(Optional.empty());
    }

    @Test
    void aFailureTellsPathErrnoAndWhereItArose() {
        var failure = new HostException(Errno.EBUSY, FailedCall.WRITE, "/sys/bus/dax/drivers/kmem/bind");

        assertThat(failure).hasMessage("/sys/bus/dax/drivers/kmem/bind: Device or resource busy (EBUSY at write)");
        assertThat(new HostException(Errno.ENOENT, FailedCall.LOAD_MODULE, "kmem", "no such module"))
                .hasMessage("kmem: no such module (ENOENT at load module)");
    }
}
