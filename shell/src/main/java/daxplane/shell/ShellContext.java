package daxplane.shell;

import daxplane.control.Actor;
import daxplane.launch.Invocation;
import daxplane.shell.command.CommandTable;
import daxplane.shell.raw.MachineTree;
import daxplane.shell.screen.Screen;
import daxplane.script.Commands;
import daxplane.script.Interpreter;
import daxplane.script.Interruption;
import daxplane.script.Limit;
import daxplane.script.Script;
import daxplane.script.Streams;
import daxplane.script.Tree;
import daxplane.script.Variables;
import daxplane.shell.session.Session;
import daxplane.shell.verb.Asker;
import daxplane.shell.verb.Context;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One run's language, commands and machine, put together. */
final class ShellContext implements Commands, Tree {

    private final Session session;
    private final CommandTable commands;
    private final Actor actor;
    private final Interruption interruption = new Interruption();
    private final Interpreter interpreter;
    private final LastCall lastCall;
    private Optional<Asker> asker = Optional.empty();
    /** Changes when the terminal does. */
    private Screen screen;

    ShellContext(Session session, CommandTable commands, Actor actor, Invocation invocation, Screen screen, LastCall lastCall) {
        this.lastCall = lastCall;
        this.session = session;
        this.commands = commands;
        this.actor = actor;
        this.screen = screen;
        this.interpreter = new Interpreter(this, this, new Variables(invocation.environment()), interruption);
    }

    Session session() {
        return session;
    }

    CommandTable commands() {
        return commands;
    }

    Screen screen() {
        return screen;
    }

    void asker(Asker present) {
        asker = Optional.of(present);
    }

    void screen(Screen other) {
        screen = other;
    }

    /** Ends what is running, from any thread: the operation that blocks, and the script around it. */
    void interrupt() {
        interruption.raise();
        session.cancel();
    }

    /** For what is done in the place of a command. */
    <T> T inTurn(Supplier<T> work) {
        return lastCall.take(work);
    }

    boolean ended() {
        return interpreter.ended();
    }

    /** @return exit status */
    int run(Script script, Streams streams) {
        return inTurn(() -> {
            interruption.clear();
            int status = interpreter.run(script, streams);
            streams.out().flush();
            streams.err().flush();
            return status;
        });
    }

    @Override
    public int run(List<String> words, Streams streams) {
        return commands.run(words, context(streams));
    }

    @Override
    public boolean knows(String name) {
        return commands.runs(name, () -> context(Streams.NONE));
    }

    @Override
    public Limit limit(Duration duration) {
        return TimeLimit.start(duration, session::cancel);
    }

    Context context(Streams streams) {
        return new Context(session, screen, streams, actor, commands, OptionalLong.empty(), interruption, asker);
    }

    private Tree tree(PrintStream err) {
        return new MachineTree(context(new Streams(java.io.InputStream.nullInputStream(), err, err)));
    }

    @Override
    public List<String> list(String directory) {
        return tree(System.err).list(directory);
    }

    @Override
    public boolean exists(String path) {
        return tree(System.err).exists(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return tree(System.err).isDirectory(path);
    }

    @Override
    public boolean isFile(String path) {
        return tree(System.err).isFile(path);
    }

    @Override
    public boolean writable(String path) {
        return tree(System.err).writable(path);
    }

    @Override
    public int open(String path, boolean append, PrintStream err) {
        return tree(err).open(path, append, err);
    }

    @Override
    public int append(String path, byte[] bytes, PrintStream err) {
        return tree(err).append(path, bytes, err);
    }

    @Override
    public int write(List<String> words, String path, String text, PrintStream err) {
        return tree(err).write(words, path, text, err);
    }
}
