package daxplane.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every Linux machine, with or without persistent memory. */
class LinuxHostTest {

    @TempDir
    Path directory;

    private final List<String> written = new ArrayList<>();
    private final FileAttributes attributes = new FileAttributes((path, value) -> written.add(path + "=" + value));

    @Test
    void readsTheRunningKernel() throws Exception {
        try (var host = LinuxHost.open()) {
            assertThat(host.kernelRelease()).isEqualTo(System.getProperty("os.version"));
            assertThat(host.bootId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(host.attributes().read("/proc/meminfo")).startsWith("MemTotal:");
            assertThat(host.power()).isEmpty();
        }
    }

    @Test
    void tellsWhereAnErrorArose() throws IOException {
        assertThatThrownBy(() -> attributes.read(directory + "/absent")).satisfies(isFailure(Errno.ENOENT, FailedCall.OPEN));
        assertThatThrownBy(() -> attributes.write(directory + "/absent", "1\n", Cancellation.NEVER)).satisfies(isFailure(Errno.ENOENT, FailedCall.OPEN));
        assertThatThrownBy(() -> attributes.read(directory.toString())).satisfies(isFailure(Errno.EISDIR, FailedCall.READ));
        assertThatThrownBy(() -> attributes.readLink(directory.toString())).satisfies(isFailure(Errno.EINVAL, FailedCall.READ_LINK));
        assertThatThrownBy(() -> attributes.list(directory + "/absent")).satisfies(isFailure(Errno.ENOENT, FailedCall.LIST));
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThatThrownBy(() -> attributes.list(file.toString())).satisfies(isFailure(Errno.ENOTDIR, FailedCall.LIST));
        assertThatThrownBy(() -> attributes.write("/dev/full", "x", Cancellation.NEVER)).satisfies(isFailure(Errno.ENOSPC, FailedCall.WRITE));
    }

    @Test
    void writesTheWholeValueAtOnceAndNeverCreatesOrTruncates() throws Exception {
        Path file = Files.writeString(directory.resolve("attribute"), "old content");

        assertThat(attributes.write(file.toString(), "new\n", Cancellation.NEVER)).isEqualTo(4);

        assertThat(file).hasContent("new\ncontent");
        assertThat(written).containsExactly(file + "=new\n");
    }

    @Test
    void followsLinksAndTellsWhatAPathNames() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));

        assertThat(attributes.readLink(link.toString())).isEqualTo("file");
        assertThat(attributes.realPath(link.toString())).isEqualTo(file.toRealPath().toString());
        assertThat(attributes.kind(link.toString())).isEqualTo(Attributes.Kind.LINK);
        assertThat(attributes.kind(file.toString())).isEqualTo(Attributes.Kind.FILE);
        assertThat(attributes.kind(directory.toString())).isEqualTo(Attributes.Kind.DIRECTORY);
        assertThat(attributes.kind(directory + "/absent")).isEqualTo(Attributes.Kind.ABSENT);
        assertThat(attributes.list(directory.toString())).containsExactlyInAnyOrder("file", "link");
    }

    /** A named pipe without a reader blocks its writer for ever, as a pinned page blocks who takes its memory offline. */
    @Test
    void aWriteThatBlocksEndsWithEintrWhenItIsCancelled() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        try (var reader = Descriptor.open(pipe.toString(), Libc.O_RDWR)) {
            String more = "x".repeat(1 << 20); // more than any pipe holds: the writer has to wait
            var cancellation = new Cancellation();
            var outcome = new CompletableFuture<Optional<HostException>>();
            var started = new CompletableFuture<Boolean>();
            Thread.ofPlatform().start(() -> {
                started.complete(true);
                try {
                    // A pipe takes a first part and reports it; only the next write has nothing to report but the signal.
                    while (attributes.write(pipe.toString(), more, cancellation) > 0) {
                        assertThat(reader.fd()).isPositive();
                    }
                    outcome.complete(Optional.empty());
                } catch (HostException refused) {
                    outcome.complete(Optional.of(refused));
                }
            });
            started.get(10, TimeUnit.SECONDS);

            cancellation.cancel();

            assertThat(outcome.get(30, TimeUnit.SECONDS)).hasValueSatisfying(isFailure(Errno.EINTR, FailedCall.WRITE)::accept);
        }
    }

    @Test
    void refusesDeviceNamesThatLeaveTheirDirectory() {
        assertThatThrownBy(() -> new NvdimmLabelAreas().size("../nmem0")).satisfies(isFailure(Errno.EINVAL, FailedCall.OPEN));
        assertThatThrownBy(() -> new NvdimmLabelAreas().size("nmem99")).satisfies(isFailure(Errno.ENOENT, FailedCall.OPEN));
        assertThatThrownBy(() -> new ExclusiveBlockMedia().openExclusive("pmem99")).satisfies(isFailure(Errno.ENOENT, FailedCall.OPEN));
    }

    @Test
    void translatesWhatModprobeSays() {
        assertThatThrownBy(() -> modprobe("echo modprobe: FATAL: Module nix not found in directory /lib/modules/6.12; exit 1").load("nix"))
                .satisfies(isFailure(Errno.ENOENT, FailedCall.LOAD_MODULE));
        assertThatThrownBy(() -> modprobe("echo modprobe: FATAL: Module kmem is in use.; exit 1").unload("kmem"))
                .satisfies(isFailure(Errno.EBUSY, FailedCall.UNLOAD_MODULE));
        assertThatThrownBy(() -> modprobe("echo \"modprobe: ERROR: could not insert 'kmem': Operation not permitted\"; exit 1").load("kmem"))
                .satisfies(isFailure(Errno.EPERM, FailedCall.LOAD_MODULE)).hasMessageContaining("could not insert");
        assertThatThrownBy(() -> modprobe("exit 0").load("-C /etc")).satisfies(isFailure(Errno.EINVAL, FailedCall.LOAD_MODULE));
        assertThatThrownBy(() -> new Modprobe(List.of(directory + "/absent"), (path, module) -> { }).load("kmem"))
                .satisfies(isFailure(Errno.ENOENT, FailedCall.LOAD_MODULE));
    }

    private static Modprobe modprobe(String script) {
        return new Modprobe(List.of("sh", "-c", script, "modprobe"), (path, module) -> { });
    }

    @Test
    void findsWhoHasADeviceOpen() throws Exception {
        try (var _ = Descriptor.open("/dev/null", Libc.O_RDWR)) {
            var holders = new ProcHolders(attributes).of("null");

            assertThat(holders).anySatisfy(holder -> assertThat(holder.pid()).isEqualTo((int) ProcessHandle.current().pid()));
        }
    }

    @Test
    void parsesUevents() {
        var events = new ArrayList<UeventSocket.Uevent>();
        UeventSocket.parse("bind@/devices/x/dax0.0\0ACTION=bind\0DEVPATH=/devices/x/dax0.0\0".getBytes(), events);
        UeventSocket.parse("libudev\0garbage".getBytes(), events);
        UeventSocket.parse(new byte[0], events);

        assertThat(events).containsExactly(new UeventSocket.Uevent("bind", "/sys/devices/x/dax0.0"));
    }

    @Test
    void aChangeWithoutFootprintAsksForAFullLook() throws Exception {
        var changes = new LinuxChanges(attributes, Optional.empty());
        long mark = changes.mark();
        changes.performed("/sys/bus/nd/devices/namespace0.0/uuid", "x");

        assertThat(changes.since(mark).complete()).isFalse();
    }

    @Test
    void knowsWhatOnliningABlockTouches() {
        var footprint = Footprint.of(attributes, "/sys/devices/system/memory/memory33/state", "online_movable\n");

        assertThat(footprint.known()).isTrue();
        assertThat(footprint.paths()).contains("/sys/devices/system/memory/memory33", "/proc/iomem", "/proc/meminfo");
        assertThat(Footprint.of(attributes, "/sys/bus/nd/devices/namespace0.0/size", "0\n").known()).isFalse();
    }

    /** libdaxctl writes the terminating NUL as well. */
    @Test
    void findsTheDeviceInWhatTheToolsWrite() {
        for (String value : List.of("dax0.0\n", "dax0.0", "dax0.0\0", "dax0.0\n\0")) {
            assertThat(Footprint.of(attributes, "/sys/bus/dax/drivers/kmem/new_id", value).paths()).contains("/sys/bus/dax/devices/dax0.0");
        }
    }

    private static org.assertj.core.api.ThrowingConsumer<Throwable> isFailure(Errno errno, FailedCall stage) {
        return failure -> {
            assertThat(failure).isInstanceOf(HostException.class);
            assertThat(((HostException) failure).errno()).isEqualTo(errno);
            assertThat(((HostException) failure).stage()).isEqualTo(stage);
        };
    }
}
