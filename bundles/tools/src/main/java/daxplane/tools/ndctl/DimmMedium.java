package daxplane.tools.ndctl;

import daxplane.host.Effect;
import daxplane.host.HostException;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.NdControl;
import daxplane.tools.nd.Region;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
    public Optional<Set<Long>> cookies() {
        Set<Long> cookies = new HashSet<>();
        for (Region region : dimm.bus().regions()) {
            if (region.mappings().stream().anyMatch(mapping -> mapping.dimm().name().equals(dimm.name()))) {
                region.interleaveSet().ifPresent(cookies::add);
            }
        }
        return Optional.of(cookies);
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
