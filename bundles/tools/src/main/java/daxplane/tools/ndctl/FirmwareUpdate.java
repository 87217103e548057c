package daxplane.tools.ndctl;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.tools.json.JsonObject;
import daxplane.tools.nd.Dimm;
import daxplane.tools.options.Values;
import daxplane.tools.session.Outcome;
import daxplane.tools.session.Session;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Gives one DIMM another firmware: the image is sent, verified and armed. Corpus nt-fw-raw, nt-strace (step 13). */
final class FirmwareUpdate {

    /** Larger than any image that a DIMM takes. */
    static final int LARGEST_IMAGE = 1 << 20;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_QUESTIONS = 1000;
    private static final int BUSY = 5;

    private final Session session;
    private final Values options;
    private final Dimm dimm;
    private final FirmwareNode firmware;

    FirmwareUpdate(Session session, Values options, Dimm dimm) {
        this.session = session;
        this.options = options;
        this.dimm = dimm;
        this.firmware = FirmwareNode.of(session, dimm);
    }

    /** @param image empty to arm or disarm only */
    int run(Optional<byte[]> image) {
        var info = firmware.ask(FirmwareCall.FIRMWARE_INFO);
        if (info.isEmpty()) {
            return complain("firmware update not supported by either platform firmware or the kernel.", Errno.EOPNOTSUPP);
        }
        if (image.isPresent()) {
            if (dimm.bus().scrubbing().orElse(false) && !options.has("force")) {
                return complain("scrub active, retry later", Errno.EBUSY);
            }
            int outcome = send(image.get(), (int) Packed.u32(info.get(), 8));
            if (outcome < 0) {
                return outcome;
            }
        }
        return arm();
    }

    private int send(byte[] image, int longest) {
        int context = firmware.perform(FirmwareCall.FIRMWARE_START);
        if (context < 0) {
            return complain("busy with another firmware update", Errno.EBUSY);
        }
        for (int offset = 0; offset < image.length; offset += longest) {
            int length = Math.min(longest, image.length - offset);
            byte[] input = Packed.empty().u32(context).u32(offset).u32(length).raw(Arrays.copyOfRange(image, offset, offset + length)).bytes();
            int outcome = firmware.perform(FirmwareCall.dimm(14, input));
            if (outcome < 0) {
                firmware.perform(FirmwareCall.dimm(15, Packed.empty().u8(1).zeros(3).u32(context).bytes()));
                return complain("send failed", Errno.ENXIO);
            }
        }
        if (firmware.perform(FirmwareCall.dimm(15, Packed.empty().u8(0).zeros(3).u32(context).bytes())) < 0) {
            return complain("failed to finish update sequence", Errno.ENXIO);
        }
        return verified(context);
    }

    /** The DIMM takes its time to look at the image. */
    private int verified(int context) {
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            var answer = firmware.askAnyhow(FirmwareCall.dimm(16, Packed.empty().u32(context).bytes()));
            if (answer.isEmpty() || Packed.u32(answer.get(), 0) != BUSY) {
                boolean good = answer.isPresent() && Packed.u32(answer.get(), 0) == 0;
                return good ? Outcome.DONE : complain("failed to verify the image", Errno.ENXIO);
            }
            try {
                session.host().attributes().await(dimm.attribute("firmware/activate"), PAUSE);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
                return Outcome.failed(Errno.EINTR);
            }
        }
        return complain("timeout", Errno.ETIMEDOUT);
    }

    private int arm() {
        boolean disarm = options.has("disarm");
        int outcome = Outcome.of(session.writeBytes(dimm.attribute("firmware/activate"), disarm ? "disarm\0" : "arm\0"));
        if (outcome >= 0 && !disarm && !options.has("force") && dimm.bus().firmwareState().filter("overflow"::equals).isPresent()) {
            session.writeBytes(dimm.attribute("firmware/activate"), "disarm\0");
            session.error("update firmware: " + dimm.name() + ": arm aborted, tripped overflow");
        }
        return outcome;
    }

    JsonObject shown() {
        return DimmJson.of(session, dimm, false, true);
    }

    private int complain(String what, Errno errno) {
        session.error("update firmware: " + dimm.name() + ": " + what);
        return Outcome.failed(errno);
    }
}
