package daxplane.shell;

import daxplane.launch.Invocation;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What people do with the console, done once on a machine of its own, so that its classes are loaded. */
record WarmUp(Console console, Path scratch, Path home) {

    private static final String MAIN_JOB = """
            help
            help assign
            list
            plan assign dax0.0 system-ram
            assign dax0.0 system-ram
            list -o json
            daxctl list
            ndctl list -N
            for f in /sys/devices/system/memory/memory3*/state; do cat $f | grep -v online; done
            reboot
            drift
            recover
            history dax0.0
            who dax0.0
            release dax0.0
            journal tail
            journal verify
            nosuchcommand
            """;

    /** Completion of a command and of a device, a line, and the end of the input. */
    private static final String KEYS = "hel\t\rshow dax0\t\r\u0004";

    static WarmUp of(Console console, Path scratch) {
        return new WarmUp(console, scratch, Path.of(System.getProperty("daxplane.home", ".")).toAbsolutePath());
    }

    void run() {
        console.run(invocation(List.of("-c", MAIN_JOB), "", "batch"));
        console.interact(invocation(List.of(), KEYS, "batch"));
    }

    private Invocation invocation(List<String> arguments, String input, String name) {
        var state = scratch.resolve(name);
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Invocation(arguments, Map.of(), home, state, state.resolve("log"), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), nowhere, nowhere);
    }
}
