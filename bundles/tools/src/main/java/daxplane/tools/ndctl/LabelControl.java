package daxplane.tools.ndctl;

import daxplane.host.Effect;
import daxplane.host.Errno;
import daxplane.host.HostException;
import daxplane.labels.AreaSource;
import daxplane.labels.IndexBlock;
import daxplane.labels.LabelException;
import daxplane.labels.LabelFormat;
import daxplane.labels.LabelStore;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.List;

/** Reads and writes label areas of DIMMs. Changes answer 0 or a negative errno. */
final class LabelControl {

    private final Session session;

    LabelControl(Session session) {
        this.session = session;
    }

    int areaBytes(Dimm dimm) throws HostException {
        return session.host().labelAreas().size(dimm.name()).areaBytes();
    }

    byte[] read(Dimm dimm, int start, int end) throws HostException {
        return session.host().labelAreas().read(dimm.name(), start, end - start);
    }

    LabelStore store(Dimm dimm) throws HostException {
        return LabelStore.read(AreaSource.of(read(dimm, 0, areaBytes(dimm))));
    }

    int write(Dimm dimm, int start, byte[] bytes) {
        return bytes.length == 0 ? Outcome.DONE : Outcome.of(session.perform(new Effect.WriteLabelArea(dimm.name(), start, bytes)));
    }

    /** Two index blocks with every slot free. What is in the slots stays there, and means nothing. */
    int initialise(Dimm dimm, LabelFormat format) {
        try {
            var blank = new LabelStore.Blank(areaBytes(dimm), List.of());
            for (var change : blank.initialise(format, IndexBlock.UnusedBits.ONE).writes()) {
                int outcome = write(dimm, change.offset(), change.bytes());
                if (outcome < 0) {
                    return outcome;
                }
            }
            return Outcome.DONE;
        } catch (HostException unreadable) {
            return Outcome.failed(unreadable.errno());
        } catch (LabelException tooSmall) {
            return Outcome.failed(Errno.ENXIO);
        }
    }

    /** The kernel keeps what it has read of labels until the DIMM is enabled anew. */
    int makeKernelReadAgain(Dimm dimm) {
        if (!dimm.enabled()) {
            return Outcome.DONE;
        }
        var control = new NdControl(session);
        int outcome = control.disable(dimm);
        return outcome < 0 ? outcome : control.enable(dimm);
    }
}
