package daxplane.tools.ndctl;

import daxplane.host.Effect;
import daxplane.host.HostException;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;

/** The label area of a DIMM. */
record DimmMedium(Session session, Dimm dimm) implements LabelMedium {

    @Override
    public String name() {
        return dimm.name();
    }

    @Override
    public boolean inUse() {
        return dimm.active();
    }

    @Override
    public int areaBytes() throws HostException {
        return session.host().labelAreas().size(dimm.name()).areaBytes();
    }

    @Override
    public byte[] read(int start, int end) throws HostException {
        return session.host().labelAreas().read(dimm.name(), start, end - start);
    }

    @Override
    public int write(int start, byte[] bytes) {
        return bytes.length == 0 ? Outcome.DONE : Outcome.of(session.perform(new Effect.WriteLabelArea(dimm.name(), start, bytes)));
    }

    /** The kernel keeps what it has read of labels until the DIMM is enabled anew. */
    @Override
    public int makeReadAgain() {
        if (!dimm.enabled()) {
            return Outcome.DONE;
        }
        var control = new NdControl(session);
        int outcome = control.disable(dimm);
        return outcome < 0 ? outcome : control.enable(dimm);
    }
}
