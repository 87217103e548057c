package daxplane.host.linux;

import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.host.Modules;
import daxplane.host.FailedCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Modules through the program modprobe, which knows dependencies, aliases and the administrator's configuration. */
final class Modprobe implements Modules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,63}");

    /** Loading probes devices, and removing kmem takes memory away: seconds, but not for ever. */
    private static final long PATIENCE_SECONDS = 120;

    private final List<String> program;
    private final BiConsumer<String, String> afterChange;

    /**
     * @param program     the command, so that a test can stand in for it
     * @param afterChange told the place and the module of each change that was asked for
     */
    Modprobe(List<String> program, BiConsumer<String, String> afterChange) {
        this.program = List.copyOf(program);
        this.afterChange = afterChange;
    }

    @Override
    public void load(String name) throws HostException {
        run(name, FailedCall.LOAD_MODULE, List.of("--", name));
    }

    @Override
    public void unload(String name) throws HostException {
        run(name, FailedCall.UNLOAD_MODULE, List.of("-r", "--", name));
    }

    private void run(String name, FailedCall stage, List<String> arguments) throws HostException {
        if (!NAME.matcher(name).matches()) {
            throw new HostException(Errno.EINVAL, stage, name, "not the name of a module");
        }
        var command = new java.util.ArrayList<>(program);
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(8192), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new HostException(Errno.ETIMEDOUT, stage, name, "modprobe did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new HostException(errno(said), stage, name, said.isEmpty() ? "modprobe exits with " + process.exitValue() : said);
            }
        } catch (IOException absent) {
            throw new HostException(Errno.ENOENT, stage, name, "the program modprobe cannot be started: " + absent.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostException(Errno.EINTR, stage, name, "interrupted while modprobe ran");
        } finally {
            afterChange.accept("/proc/modules", name);
        }
    }

    /** modprobe tells the errno by its text at the end, or says that there is no such module, or that it is in use. */
    private static Errno errno(String said) {
        if (said.contains("not found")) {
            return Errno.ENOENT;
        }
        if (said.contains("is in use") || said.contains("is builtin")) {
            return Errno.EBUSY;
        }
        return said.lines().map(String::strip).flatMap(line -> Errno.inMessage(line).stream()).findFirst().orElse(Errno.EIO);
    }
}
