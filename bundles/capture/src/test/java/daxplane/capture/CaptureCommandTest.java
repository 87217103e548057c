package daxplane.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import daxplane.host.Attributes;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.shell.extension.ConsoleCall;
import daxplane.shell.extension.ConsoleMachine;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCommandTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(ConsoleMachine machine, String... arguments) {
        return new CaptureCommand().run(new ConsoleCall(List.of(arguments), InputStream.nullInputStream(), new PrintStream(out, true),
                new PrintStream(err, true), 80, "table", machine));
    }

    /** A machine without memory devices, and with the errno for one of its files. */
    private static Host host(String path, Errno refused) throws HostException {
        var attributes = mock(Attributes.class);
        when(attributes.read(anyString())).thenAnswer(call -> {
            throw new HostException(Errno.ENOENT, FailedCall.OPEN, call.getArgument(0));
        });
        when(attributes.readBytes(anyString())).thenAnswer(call -> {
            throw new HostException(call.getArgument(0).equals(path) ? refused : Errno.ENOENT, FailedCall.OPEN, call.getArgument(0), "for root only");
        });
        when(attributes.list(anyString())).thenAnswer(call -> {
            throw new HostException(Errno.ENOENT, FailedCall.LIST, call.getArgument(0));
        });
        doReturn("00001000-7ffdefff : System RAM\n").when(attributes).read("/proc/iomem");
        var host = mock(Host.class);
        when(host.attributes()).thenReturn(attributes);
        when(host.kernelRelease()).thenReturn("6.12.1");
        return host;
    }

    private static ConsoleMachine machine(String path, Errno refused) throws HostException {
        Host host = host(path, refused);
        return () -> host;
    }

    @Test
    void refusesADirectoryThatHoldsSomething() throws Exception {
        Path file = Files.writeString(directory.resolve("mine"), "mine");

        assertThat(run(machine("", Errno.ENOENT), directory.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualTo("daxplane: nothing is written: " + directory + " is there and is no empty directory; name a new one\n");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        Path twin = directory.resolve("twin");

        assertThat(run(machine("/sys/firmware/acpi/tables/NFIT", Errno.EACCES), twin.toString())).isEqualTo(1);

        assertThat(err.toString()).isEqualTo("daxplane: the host cannot be captured: /sys/firmware/acpi/tables/NFIT: for root only (EACCES at open)\n");
        assertThat(twin).doesNotExist();
    }

    @Test
    void capturesAMachineWithoutMemoryDevices() throws Exception {
        Path twin = directory.resolve("twin");

        assertThat(run(machine("", Errno.ENOENT), twin.toString())).as(err::toString).isZero();

        assertThat(out.toString()).contains("tables     none");
        assertThat(twin.resolve("machine.properties")).content().contains("name = twin\n", "kernel.profile = 6.12\n", "kernel.release = 6.12.1\n");
        assertThat(twin.resolve("iomem.txt")).hasContent("00001000-7ffdefff : System RAM\n");
    }

    @Test
    void followsTheNearestKernelThatIsKnown() throws Exception {
        var host = host("", Errno.ENOENT);
        when(host.kernelRelease()).thenReturn("6.5.0-14-generic");

        assertThat(run(() -> host, directory.resolve("twin").toString())).isZero();

        assertThat(out.toString()).contains("the kernel is 6.5.0-14-generic; the twin follows the rules of 6.1, the nearest that is known");
    }

    @Test
    void wantsOneDirectory() {
        assertThat(run(() -> mock(Host.class))).isEqualTo(2);
        assertThat(run(() -> mock(Host.class), "a", "b")).isEqualTo(2);
        assertThat(run(() -> mock(Host.class), "--help-me")).isEqualTo(2);
    }

    @Test
    void passesOnWhyThereIsNoMachine() {
        assertThat(run(() -> {
            throw new ConsoleMachine.Unavailable("there is none");
        }, directory.resolve("twin").toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("daxplane: there is none\n");
    }
}
