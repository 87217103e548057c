package daxplane.script;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files in memory and a few commands to read and print them. */
final class Machine implements Tree, Commands {

    final TreeMap<String, String> files = new TreeMap<>();
    final List<String> written = new ArrayList<>();
    /** Files beside the machine's: those whose path does not begin with a slash. */
    final TreeMap<String, String> kept = new TreeMap<>();
    final Interruption interruption = new Interruption();
    final Variables variables = new Variables(Map.of("HOME", "/root"));
    final Interpreter interpreter = new Interpreter(this, this, variables, interruption);
    private static final int MOST_LOOKS = 100;
    Duration spent = Duration.ZERO;
    String out = "";
    String err = "";

    Machine with(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Runs text; what it prints is in {@link #out} and {@link #err}. */
    int run(String text) throws SyntaxException {
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        int status = interpreter.run(Parser.parse(text), new Streams(new ByteArrayInputStream(new byte[0]),
                new PrintStream(printed, true, StandardCharsets.UTF_8), new PrintStream(complained, true, StandardCharsets.UTF_8)));
        out = printed.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
        return status;
    }

    @Override
    public List<String> list(String directory) {
        var prefix = directory.equals("/") ? "/" : directory + "/";
        return files.keySet().stream().filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).split("/")[0]).distinct().toList();
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path) || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public boolean isDirectory(String path) {
        return exists(path) && !files.containsKey(path);
    }

    @Override
    public boolean isFile(String path) {
        return !path.startsWith("/");
    }

    @Override
    public int open(String path, boolean append, PrintStream complaints) {
        if (path.contains("/")) {
            complaints.println(path + ": No such file or directory");
            return 1;
        }
        kept.merge(path, "", (before, _) -> append ? before : "");
        return 0;
    }

    @Override
    public int append(String path, byte[] bytes, PrintStream complaints) {
        kept.merge(path, new String(bytes, StandardCharsets.UTF_8), String::concat);
        return 0;
    }

    @Override
    public int write(List<String> words, String path, String text, PrintStream complaints) {
        if (!exists(path)) {
            complaints.println(path + ": No such file or directory");
            return 1;
        }
        written.add(path + "=" + text);
        return 0;
    }

    @Override
    public int run(List<String> words, Streams streams) {
        switch (words.getFirst()) {
            case "echo" -> streams.out().println(String.join(" ", words.subList(1, words.size())));
            case "words" -> words.stream().skip(1).forEach(word -> streams.out().println("<" + word + ">"));
            case "cat" -> {
                if (words.size() == 1) {
                    streams.out().print(text(streams));
                }
                for (var path : words.subList(1, words.size())) {
                    if (!files.containsKey(path)) {
                        return 1;
                    }
                    streams.out().print(files.get(path));
                }
            }
            case "upper" -> streams.out().print(text(streams).toUpperCase(java.util.Locale.ROOT));
            case "first" -> streams.out().println(first(streams));
            case "pass" -> pass(streams);
            case "complain" -> streams.err().println("complaint");
            case "interrupt" -> interruption.raise();
            case "follow" -> {
                for (int line = 1; line <= 5 && Waiting.handOver(); line++) {
                    streams.out().println(line);
                }
            }
            case "linger" -> spent = spent.plusSeconds(Long.parseLong(words.get(1)));
            case "watch" -> {
                for (int looks = 0; looks < MOST_LOOKS && !interruption.raised(); looks++) {
                    spent = spent.plusSeconds(1);
                }
                streams.out().println("nobody hears this");
                return Interruption.STATUS;
            }
            case "fail" -> {
                return Integer.parseInt(words.get(1));
            }
            default -> {
                streams.err().println(words.getFirst() + ": unknown");
                return 2;
            }
        }
        return 0;
    }

    private static String first(Streams streams) {
        try {
            return new java.io.BufferedReader(new java.io.InputStreamReader(streams.in(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Piece by piece. */
    private static void pass(Streams streams) {
        try {
            var piece = new byte[100];
            for (int length = streams.in().read(piece); length >= 0; length = streams.in().read(piece)) {
                streams.out().write(piece, 0, length);
                streams.out().flush();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public boolean knows(String name) {
        return !name.equals("nosuch");
    }

    /** Time passes in {@code linger SECONDS} alone. */
    @Override
    public Limit limit(Duration duration) {
        var end = spent.plus(duration);
        return () -> spent.compareTo(end) >= 0;
    }

    private static String text(Streams streams) {
        try {
            return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
