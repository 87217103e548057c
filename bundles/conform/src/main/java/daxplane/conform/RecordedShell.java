package daxplane.conform;

import daxplane.conform.TextCommands.Content;
import daxplane.host.Attributes;
import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.EffectResult;
import daxplane.host.Effects;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.FailedCall;
import daxplane.host.Redirection;
import daxplane.script.Commands;
import daxplane.script.Limit;
import daxplane.script.Streams;
import daxplane.script.Tree;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Tools;
import daxplane.tools.UuidSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the words of the recordings' shell mean on a host: the tools, and the commands of BusyBox that look at files. A command
 * that a host knows nothing of is noted as skipped and prints "anything".
 */
final class RecordedShell implements Commands, Tree {

    /** What the kernel answers to BusyBox, which does not wait for a module's last user. */
    private static final String IN_USE = "Resource temporarily unavailable";

    /** Where {@code daxuse} leaves the physical address of the first page that it keeps. */
    private static final String FIRST_PAGE = "/tmp/phys";

    private final Host host;
    private final Tools tools;
    private final UuidSource uuids;
    private final BackgroundPrograms programs;
    private final Cancellation patience;
    private final MemoryFiles files = new MemoryFiles();
    private final TextCommands texts = new TextCommands(this::content);
    private final List<String> skipped = new ArrayList<>();
    private Optional<Time> limit = Optional.empty();
    private final UserCommands users;
    private final Followers followers = new Followers();
    /** Processes that the recording started, by the tags that it kills them with. */
    private final Map<String, Integer> started = new HashMap<>();
    private String directory = "";
    private String tag = "";

    /** @param patience ends effects that block */
    RecordedShell(Host host, Tools tools, UuidSource uuids, BackgroundPrograms programs, UserCommands users, Cancellation patience) {
        this.host = host;
        this.tools = tools;
        this.uuids = uuids;
        this.programs = programs;
        this.patience = patience;
        this.users = users;
    }

    /** A new shell begins; files stay. @param tag what programs go on under; empty: they are waited for */
    void begin(String tag) {
        this.tag = tag;
        directory = "";
        limit = Optional.empty();
        skipped.clear();
    }

    /** Commands without a meaning here since {@link #begin}. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    MemoryFiles files() {
        return files;
    }

    /** Tools that go on look at what a command did. */
    void followed() {
        followers.look();
    }

    /** What blocked longer than the patience blocks as long as any limit of the recording. */
    EffectResult perform(Effect effect) {
        if (limit.map(Limit::reached).orElse(false)) {
            return new EffectResult.Failed(Errno.EINTR, FailedCall.WRITE);
        }
        var result = Effects.perform(host, effect, patience);
        if (result instanceof EffectResult.Failed(var errno, _, _) && errno == Errno.EINTR) {
            limit.ifPresent(Time::end);
        }
        return result;
    }

    @Override
    public Limit limit(Duration duration) {
        var time = new Time(duration, limit);
        limit = Optional.of(time);
        return time;
    }

    /** Time passes only in commands that block or sleep. */
    private final class Time implements Limit {

        private final Duration duration;
        private final Optional<Time> around;
        private boolean reached;

        Time(Duration duration, Optional<Time> around) {
            this.duration = duration;
            this.around = around;
        }

        void end() {
            reached = true;
            around.ifPresent(Time::end);
        }

        void spend(Duration spent) {
            reached |= spent.compareTo(duration) >= 0;
            around.ifPresent(time -> time.spend(spent));
        }

        @Override
        public boolean reached() {
            return reached;
        }

        @Override
        public void close() {
            limit = around;
        }
    }

    private int sleep(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().matches("\\d{1,9}")) {
            Duration duration = Duration.ofSeconds(Long.parseLong(arguments.getFirst()));
            programs.sleep(duration);
            limit.ifPresent(time -> time.spend(duration));
        }
        return 0;
    }

    @Override
    public int run(List<String> words, Streams streams) {
        var arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "ndctl", "daxctl", "cxl" -> tool(words.getFirst(), arguments, streams);
            case "modprobe" -> modprobe(arguments, streams);
            case "echo" -> echo(arguments, streams);
            case "cat" -> texts.cat(arguments, streams);
            case "head", "tail" -> texts.ends(words.getFirst().equals("head"), arguments, streams);
            case "grep" -> texts.grep(recursive(arguments), streams);
            case "ls" -> new Listing(host.attributes(), files, users, this::absolute).run(arguments, streams);
            case "exec" -> run(arguments, streams);
            case "printf", "yes", "wc", "cut", "tr", "sed", "tee", "cp", "free" -> new SmallCommands(this::content, this::write).run(words, streams);
            case "awk" -> new SmallCommands(this::content, this::write).awk(arguments, streams).orElseGet(() -> program(words, streams));
            case "readlink" -> readlink(arguments, streams);
            case "lsmod" -> lsmod(streams);
            case "cd" -> cd(arguments, streams);
            case "pwd" -> pwd(arguments, streams);
            case "dd" -> new DiskCopy(host, arguments).attempt(streams).orElseGet(() -> program(words, streams));
            case "sleep" -> sleep(arguments);
            case "sync" -> users.run(words, false, streams).map(UserCommands.Ran::status).orElse(0);
            case "keyctl" -> new KeyCommands(host).run(arguments, streams);
            case "hostname" -> arguments.size() == 1 ? write(words, "/proc/sys/kernel/hostname", arguments.getFirst() + "\n", streams.err()) : 2;
            case "rm" -> remove(words, streams);
            default -> program(words, streams);
        };
    }

    /** With {@code -r} folders stand for the files in and below them, in the order of their names in the folder. */
    private List<String> recursive(List<String> arguments) {
        if (arguments.stream().noneMatch(word -> word.matches("-[A-Za-z]*r[A-Za-z]*"))) {
            return arguments;
        }
        return arguments.stream().flatMap(word -> word.startsWith("/") ? below(word) : Stream.of(word)).toList();
    }

    private Stream<String> below(String path) {
        return isDirectory(path) ? list(path).stream().flatMap(name -> below(path + "/" + name)) : Stream.of(path);
    }

    private int remove(List<String> words, Streams streams) {
        List<String> own = words.stream().skip(1).map(this::absolute).filter(MemoryFiles::covers).toList();
        own.forEach(files::delete);
        return own.isEmpty() ? program(words, streams) : 0;
    }

    /** A program that goes on, one that ends by itself, or one without a meaning here. */
    private int program(List<String> words, Streams streams) {
        var ended = users.run(words, !tag.isEmpty(), streams);
        if (ended.isPresent()) {
            if (ended.get().pid() != 0) {
                started.put(tag, ended.get().pid());
                users.firstPage(ended.get().pid()).ifPresent(address -> files.writeText(FIRST_PAGE, address));
            }
            return ended.get().status();
        }
        if (!tag.isEmpty()) {
            var ready = programs.start(tag, words);
            if (ready.isPresent()) {
                streams.out().print(ready.get() + "\n");
                return 0;
            }
        } else if (words.getFirst().equals("daxhold")) {
            return new DaxMapping(host, words).run(streams);
        }
        skipped.add(String.join(" ", words));
        streams.out().print(Wildcard.LINES + "\n");
        streams.err().print(Wildcard.LINES + "\n");
        return 0;
    }

    /** A shell opens devices and keeps them open. @return false when the host has no such processes */
    boolean open(String shellTag, List<String> devices) {
        var pid = users.open(shellTag, devices);
        pid.ifPresent(process -> started.put(shellTag, process));
        return pid.isPresent();
    }

    /** What the program that was started last under the tag prints, the file shows. */
    void follow(String programTag, String path) {
        Integer pid = started.get(programTag);
        if (pid != null) {
            files.follow(path, () -> users.output(pid));
        }
    }

    boolean kill(String programTag) {
        Integer pid = started.remove(programTag);
        return followers.ended(programTag) | (pid != null && users.kill(pid));
    }

    private int tool(String name, List<String> arguments, Streams streams) {
        var console = new ToolConsole(streams);
        int status = tools.named(name).orElseThrow().run(new ToolEnvironment(host, this::perform, console, uuids, files, followers.of(tag)), arguments);
        console.close();
        if (tag.isEmpty() && followers.ended(tag)) {
            limit.ifPresent(Time::end);                     // it goes on until its time is over
        }
        return status;
    }

    private int modprobe(List<String> arguments, Streams streams) {
        boolean remove = arguments.contains("-r");
        int status = 0;
        for (String module : arguments) {
            if (!module.startsWith("-")) {
                var used = usedBy(module);
                var effect = remove ? new Effect.UnloadModule(module) : new Effect.LoadModule(module);
                if (perform(effect) instanceof EffectResult.Failed(var errno, _, _)) {
                    streams.err().print(remove ? "modprobe: can't unload module '" + module + "': " + IN_USE + "\n"
                            : "modprobe: can't load module " + module + ": " + errno.text() + "\n");
                    return 1;
                }
                // BusyBox removes what the module used as well, and reports in its status when somebody else uses that
                // (corpus ns-modprobe, steps 5 and 7).
                status = remove && used.stream().anyMatch(this::isLoaded) ? 1 : status;
            }
        }
        return status;
    }

    private List<String> usedBy(String module) {
        return modules().filter(words -> List.of(words[3].split(",")).contains(module)).map(words -> words[0]).toList();
    }

    private boolean isLoaded(String module) {
        return modules().anyMatch(words -> words[0].equals(module));
    }

    private Stream<String[]> modules() {
        return content("/proc/modules") instanceof Content.Text(var text) ? text.lines().map(line -> line.split(" ")) : Stream.empty();
    }

    private static int echo(List<String> arguments, Streams streams) {
        boolean bare = !arguments.isEmpty() && arguments.getFirst().equals("-n");
        streams.out().print(String.join(" ", bare ? arguments.subList(1, arguments.size()) : arguments) + (bare ? "" : "\n"));
        return 0;
    }

    /** Prints nothing for what is no link, as BusyBox does. */
    private int readlink(List<String> arguments, Streams streams) {
        boolean follow = arguments.contains("-f");
        var paths = arguments.stream().filter(word -> !word.startsWith("-")).toList();
        if (paths.size() != 1) {
            streams.err().print(Wildcard.LINES + "\n"); // the usage text of whichever BusyBox it is
            return 1;
        }
        try {
            String path = absolute(paths.getFirst());
            streams.out().print((follow ? host.attributes().canonicalPath(path) : host.attributes().readLink(path)) + "\n");
            return 0;
        } catch (HostException noLink) {
            return 1;
        }
    }

    private int lsmod(Streams streams) {
        streams.out().print("Module                  Size  Used by    " + Wildcard.TEXT + "\n");
        modules().forEach(words -> streams.out().print("%-19s %s %s%s\n".formatted(words[0], Wildcard.TEXT, words[2], users(words[3]))));
        return 0;
    }

    /** In whichever order: modules that are loaded side by side use others in the order in which they were quicker. */
    private static String users(String listed) {
        return Wildcard.TEXT + (listed.equals("-") ? "" : listed.substring(0, listed.indexOf(',')) + Wildcard.TEXT);
    }

    private int cd(List<String> arguments, Streams streams) {
        boolean physical = !arguments.isEmpty() && arguments.getFirst().equals("-P");
        List<String> names = physical ? arguments.subList(1, arguments.size()) : arguments;
        String typed = names.isEmpty() ? "/" : Path.of("/").resolve(absolute(names.getFirst())).toString();
        try {
            // A shell remembers how it came here: .. goes back along the name, not along the link, unless -P is given.
            String path = physical ? host.attributes().realPath(typed) : Path.of(typed).normalize().toString();
            if (isDirectory(path)) {
                directory = path.equals("/") ? "" : path;
                return 0;
            }
        } catch (HostException unreachable) {
            // said below
        }
        streams.err().print("sh: cd: line 0: can't cd to " + (names.isEmpty() ? "/" : names.getFirst()) + ": No such file or directory\n");
        return 2;
    }

    private int pwd(List<String> arguments, Streams streams) {
        try {
            String here = directory.isEmpty() ? "/" : directory;
            streams.out().print((arguments.contains("-P") ? host.attributes().realPath(here) : here) + "\n");
            return 0;
        } catch (HostException gone) {
            return 1;
        }
    }

    private String absolute(String path) {
        return path.startsWith("/") || directory.isEmpty() ? path : directory + "/" + path;
    }

    private Content content(String path) {
        String file = absolute(path);
        if (MemoryFiles.covers(file)) {
            try {
                return new Content.Text(new String(files.read(file), StandardCharsets.UTF_8));
            } catch (IOException absent) {
                return new Content.Unreadable("open", "No such file or directory");
            }
        }
        try {
            return new Content.Text(users.covers(file) ? new String(users.read(file), StandardCharsets.UTF_8) : host.attributes().read(file));
        } catch (HostException failure) {
            return new Content.Unreadable(failure.stage() == FailedCall.OPEN ? "open" : "read", failure.errno().text());
        }
    }

    @Override
    public List<String> list(String path) {
        if (path.equals("/tmp")) {
            return files.list(path);
        }
        try {
            return users.covers(absolute(path)) ? users.list(absolute(path)) : host.attributes().list(absolute(path));
        } catch (HostException notListed) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) {
        String file = absolute(path);
        return MemoryFiles.covers(file) ? files.exists(file) : host.attributes().kind(file) != Attributes.Kind.ABSENT;
    }

    @Override
    public boolean writable(String path) {
        return MemoryFiles.covers(absolute(path)) || users.covers(absolute(path)) || exists(path) && Redirection.refused(host.attributes(), absolute(path)).isEmpty();
    }

    @Override
    public boolean isDirectory(String path) {
        try {
            return host.attributes().kind(host.attributes().realPath(absolute(path))) == Attributes.Kind.DIRECTORY;
        } catch (HostException absent) {
            return false;
        }
    }

    @Override
    public String directory() {
        return directory;
    }

    @Override
    public int write(List<String> words, String path, String text, PrintStream err) {
        return write(path, text, false, err);
    }

    @Override
    public int append(List<String> words, String path, String text, PrintStream err) {
        return write(path, text, true, err);
    }

    private int write(String path, String text, boolean append, PrintStream err) {
        String file = absolute(path);
        if (MemoryFiles.covers(file)) {
            if (append) {
                files.appendText(file, text);
            } else {
                files.writeText(file, text);
            }
            return 0;
        }
        if (users.covers(file)) {
            return writeUserFile(file, path, text, append, err);
        }
        var refused = Redirection.refused(host.attributes(), file);
        if (refused.isPresent()) {
            return cannotCreate(path, refused.get(), err);
        }
        if (perform(new Effect.WriteAttribute(file, text)) instanceof EffectResult.Failed(var errno, var at, var _)) {
            if (at == FailedCall.OPEN) {
                return cannotCreate(path, errno, err);
            }
            err.print("sh: write error: " + errno.text() + "\n");
            return 1;
        }
        return 0;
    }

    private static int cannotCreate(String path, Errno errno, PrintStream err) {
        boolean nowhere = errno == Errno.ENOENT || errno == Errno.ENOTDIR;
        err.print("sh: can't create " + path + ": " + (nowhere ? "nonexistent directory" : errno.text()) + "\n");
        return 1;
    }

    private int writeUserFile(String file, String path, String text, boolean append, PrintStream err) {
        try {
            users.write(file, text.getBytes(StandardCharsets.UTF_8), append);
            return 0;
        } catch (HostException refused) {
            err.print(refused.stage() == FailedCall.OPEN ? "sh: can't create " + path + ": " + refused.errno().text() + "\n"
                    : "sh: write error: " + refused.errno().text() + "\n");
            return 1;
        }
    }
}
