package daxplane.rehearsal;

import daxplane.host.Cancellation;
import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.EffectSink;
import daxplane.host.Effects;
import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.HostProvider.OpenHost;
import daxplane.host.InventoryReader;
import daxplane.host.sysfs.SysfsReader;
import daxplane.inventory.Difference;
import daxplane.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A copy of a machine on which things are tried. One thread; closed before the machine itself changes, because the copy reads
 * from it what it did not change.
 */
public final class Rehearsal implements AutoCloseable {

    /** Nobody lets go of anything on a copy: what would wait ends at once, with EINTR. */
    private static final Cancellation GIVEN_UP = new Cancellation();

    static {
        GIVEN_UP.cancel();
    }

    /** A tool that does more than this in one run is in a loop. */
    public static final int MOST_STEPS = 200_000;

    /** Something that acts on a host through {@code effects} alone. */
    @FunctionalInterface
    public interface Body {

        /** @return exit code */
        int run(Host host, EffectSink effects);
    }

    private final OpenHost copy;
    private final InventoryReader reader;
    private Inventory picture;
    private long mark;

    private Rehearsal(OpenHost copy) throws HostException {
        this.copy = copy;
        this.reader = new SysfsReader(copy);
        this.mark = copy.changes().mark();
        this.picture = reader.look();
    }

    /**
     * Copies the machine.
     *
     * @throws HostException EOPNOTSUPP: this host has no copies; others: it cannot be copied or looked at
     */
    public static Rehearsal on(Host host) throws HostException {
        OpenHost copy = host.rehearsal().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.OPEN, "/",
                "this host cannot be copied for a rehearsal; 'capture DIR' makes its twin, and --machine DIR rehearses on that"));
        try {
            return new Rehearsal(copy);
        } catch (HostException | RuntimeException failure) {
            copy.close();
            throw failure;
        }
    }

    /** The copy as it is now. */
    public Inventory picture() {
        return picture;
    }

    /** The copy, for questions. */
    public Host host() {
        return copy;
    }

    /** Performs an effect on the copy. */
    public RehearsedStep perform(Effect effect) throws HostException {
        Reversal reversal = Reversals.of(effect, copy);
        EffectResult result = Effects.perform(copy, effect, GIVEN_UP);
        Inventory before = picture;
        refresh();
        return new RehearsedStep(effect, result, Difference.between(before, picture),
                !(result instanceof EffectResult.Failed) ? Reversals.seenAfter(reversal, effect, before, picture) : Reversal.NOTHING);
    }

    /** @throws HostException the copy cannot be looked at any more */
    public RehearsedRun run(Body body) throws HostException {
        Inventory before = picture;
        List<RehearsedStep> steps = new ArrayList<>();
        HostException[] broken = new HostException[1];
        int exit = body.run(copy, effect -> {
            if (broken[0] != null || steps.size() >= MOST_STEPS) {
                return new EffectResult.Failed(Errno.EIO, FailedCall.WRITE);
            }
            try {
                RehearsedStep step = perform(effect);
                steps.add(step);
                return step.result();
            } catch (HostException unseen) {
                broken[0] = unseen;
                return new EffectResult.Failed(unseen.errno(), FailedCall.READ);
            }
        });
        Optional<HostException> failure = Optional.ofNullable(broken[0]);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return new RehearsedRun(exit, steps, before, picture);
    }

    @Override
    public void close() {
        copy.close();
    }

    private void refresh() throws HostException {
        long now = copy.changes().mark();
        picture = reader.look(picture, copy.changes().since(mark));
        mark = now;
    }
}
