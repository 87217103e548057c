package daxplane.shell.verb;

import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The options for how pictures are drawn. */
final class Drawing {

    @Option(names = "--ascii", description = "draw with ASCII alone (default: what the locale shows)")
    private boolean ascii;
    @Option(names = "--unicode", description = "draw with blocks and shades")
    private boolean unicode;

    /** The console always writes UTF-8; whether it is shown is for the locale to say. */
    boolean withUnicode(String verb) throws Failure {
        if (ascii && unicode) {
            throw Failure.usage(verb + ": --ascii and --unicode exclude each other");
        }
        return unicode || !ascii && System.getProperty("stdout.encoding", System.getProperty("native.encoding", "")).equalsIgnoreCase(StandardCharsets.UTF_8.name());
    }
}
