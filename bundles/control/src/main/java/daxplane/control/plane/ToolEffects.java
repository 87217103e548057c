package daxplane.control.plane;

import daxplane.control.ControlException;
import daxplane.control.ToolOutcome;
import daxplane.control.engine.ToolRun;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.EffectSink;
import daxplane.host.FailedCall;
import java.util.Optional;

/** A tool that only reads needs no turn, no lock and no journal; its first effect takes them. Used by one thread. */
final class ToolEffects implements EffectSink {

    @FunctionalInterface
    interface Beginning {
        ToolRun begin() throws ControlException;
    }

    private final Beginning beginning;
    private Optional<ToolRun> run = Optional.empty();
    private Optional<ControlException> unable = Optional.empty();

    ToolEffects(Beginning beginning) {
        this.beginning = beginning;
    }

    @Override
    public EffectResult perform(Effect effect) {
        if (run.isEmpty() && unable.isEmpty()) {
            try {
                run = Optional.of(beginning.begin());
            } catch (ControlException refused) {
                unable = Optional.of(refused);
            }
        }
        return run.isPresent() ? run.get().perform(effect) : new EffectResult.Failed(unable.orElseThrow().errno(), FailedCall.OPEN);
    }

    ToolOutcome end(int exit) {
        return run.isPresent() ? run.get().end(exit)
                : new ToolOutcome(unable.isPresent() ? 3 : exit, Optional.empty(), unable.map(ControlException::getMessage));
    }
}
