package daxplane.tools.ndctl;

import daxplane.host.Effect;
import daxplane.host.EffectResult;
import daxplane.host.HostException;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.util.Optional;

/** The firmware behind a node in /dev. */
record FirmwareNode(Session session, String name) {

    /** Above it some answers tell more. */
    private static final int STATUS = 0xffff;

    static FirmwareNode of(Session session, Dimm dimm) {
        return new FirmwareNode(session, dimm.name());
    }

    /** The control node of a bus has the bus's number. */
    static FirmwareNode of(Session session, Bus bus) {
        return new FirmwareNode(session, "ndctl" + bus.name().substring("ndbus".length()));
    }

    /** What the firmware answers; empty when the call fails, or the answer's status says that it did. */
    Optional<byte[]> ask(FirmwareCall call) {
        try {
            byte[] answer = session.host().firmware().ask(name, call);
            return (Packed.u32(answer, 0) & STATUS) == 0 ? Optional.of(answer) : Optional.empty();
        } catch (HostException refused) {
            return Optional.empty();
        }
    }

    /** The answer with whatever status; empty when the call itself fails. */
    Optional<byte[]> askAnyhow(FirmwareCall call) {
        try {
            return Optional.of(session.host().firmware().ask(name, call));
        } catch (HostException refused) {
            return Optional.empty();
        }
    }

    /** @return the first number behind the status, or a negative errno; a status that says no counts as ENXIO */
    int perform(FirmwareCall call) {
        return switch (session.performForResult(new Effect.CallFirmware(name, call))) {
            case EffectResult.Done(var number) -> number < 0 ? Outcome.failed(daxplane.host.Errno.ENXIO) : number;
            case EffectResult.Ended _ -> throw new IllegalStateException("firmware is no program");
            case EffectResult.Failed(var errno, _, _) -> Outcome.failed(errno);
        };
    }
}
