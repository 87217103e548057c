package daxplane.shell.command;

import daxplane.script.Interruption;
import daxplane.script.Waiting;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.ExitCode;
import daxplane.tools.Follow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes on looking for a tool until Ctrl-C, a limit of time, or until nobody reads any more. It keeps no other process waiting. */
final class Following implements Follow {

    /** A person does not notice, and a processor neither. */
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Context context;
    private Optional<Consumer<Instant>> look = Optional.empty();

    Following(Context context) {
        this.context = context;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean with(Consumer<Instant> next) {
        look = Optional.of(next);
        return true;
    }

    /** @return the exit status */
    int untilEnded() {
        if (look.isEmpty()) {
            return ExitCode.DONE;
        }
        context.streams().out().flush();
        context.streams().err().flush();
        while (!context.interruption().raised()) {
            if (context.streams().out().checkError() || !Waiting.handOver()) {
                return ExitCode.DONE;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
                return Interruption.STATUS;
            }
            look.get().accept(now());
        }
        return Interruption.STATUS;
    }
}
