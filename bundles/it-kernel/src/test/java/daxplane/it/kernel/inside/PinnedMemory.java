package daxplane.it.kernel.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A process that holds pages of a node, until it is closed. */
final class PinnedMemory implements AutoCloseable {

    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Mems_allowed_list:";

    private final Process holder;

    private PinnedMemory(Process holder) {
        this.holder = holder;
    }

    /** Of a node that may just have got its first memory. */
    static PinnedMemory on(int node) throws IOException {
        // Cpusets follow a moment later, and a process may bind itself to no node before: EINVAL (seen on 6.1). It inherits what we have.
        while (!allowed(node)) {
            Thread.onSpinWait();
        }
        var pinned = new PinnedMemory(new ProcessBuilder("/app/kpin", String.valueOf(node), "16", "vmsplice").redirectErrorStream(true).start());
        try {
            assertThat(pinned.holder.inputReader().readLine()).isEqualTo("ready");
            return pinned;
        } catch (IOException | AssertionError failed) {
            pinned.close();
            throw failed;
        }
    }

    /** {@code Mems_allowed_list: 0-1,3}. */
    private static boolean allowed(int node) throws IOException {
        return Files.readAllLines(OWN_STATUS).stream().filter(line -> line.startsWith(ALLOWED))
                .flatMap(line -> Arrays.stream(line.substring(ALLOWED.length()).strip().split(",")))
                .map(run -> run.split("-")).anyMatch(ends -> Integer.parseInt(ends[0]) <= node && node <= Integer.parseInt(ends[ends.length - 1]));
    }

    @Override
    public void close() {
        holder.destroyForcibly();
        boolean interrupted = false;
        while (holder.isAlive()) {
            try {
                holder.waitFor();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
