package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.kernel.KernelException;
import daxplane.kernel.WrittenText;
import java.util.Map;

/**
 * Firmware of a DIMM: an image is sent in pieces, verified, and waits; an armed DIMM runs it after the bus has activated. Source:
 * docs/kernel/errors.md 6; docs/kernel/faults.md E. Corpus nt-fw-raw.
 */
final class DimmUpdate {

    /** Largest image, largest piece of it, and the version that one gives, as the kernel's test DIMMs have them. */
    static final long STORAGE_BYTES = 1 << 20;
    private static final int LONGEST_PIECE = 1 << 16;
    private static final long NEXT_VERSION = 0xffff_ffff_abcdL;
    private static final long VERIFY_MILLIS = 1000;
    private static final int QUERY_MICROS = 100_000;
    private static final int LONGEST_QUERY_MICROS = 10_000_000;
    private static final int CONTEXT = 0x1234;
    private static final int BUSY = 5;
    private static final int INVALID = 2;
    private static final int WRONG_CONTEXT = 0x5_0007;
    private static final int IN_PROGRESS = 0x2_0007;
    private static final String RUNNING = "firmware.running";
    private static final String STAGED = "firmware.staged";

    /** What the last activation came to. */
    enum Result {
        NONE, SUCCESS, FAIL, NOT_STAGED, NEED_RESET
    }

    private final DimmDevice dimm;
    private boolean armed;
    private boolean updating;
    private long sent;
    private long verifiedAt;
    private Result result = Result.NONE;

    DimmUpdate(DimmDevice dimm) {
        this.dimm = dimm;
    }

    boolean armed() {
        return armed;
    }

    /** {@code arm} and {@code disarm}, each as often as one likes. */
    void store(String value) throws KernelException {
        WrittenText word = new WrittenText(value);
        if (!word.is("arm") && !word.is("disarm")) {
            throw new KernelException(Errno.EINVAL, "neither arm nor disarm");
        }
        if (dimm.activation().busy()) {
            throw new KernelException(Errno.EBUSY, "an activation is running");
        }
        armed = word.is("arm");
        dimm.changed();
        dimm.activation().armedChanged();
    }

    String text() {
        return dimm.activation().busy() ? "busy" : armed ? "armed" : "idle";
    }

    /** That of the activation before, while one is running. */
    String resultText() {
        return result.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The bus has activated. */
    void activated() throws KernelException {
        if (armed) {
            var staged = dimm.controller().text(STAGED);
            result = staged.isPresent() ? Result.SUCCESS : Result.NOT_STAGED;
            if (staged.isPresent()) {
                dimm.controller().put(RUNNING, staged.get());
                dimm.controller().forget(STAGED);
            }
            armed = false;
            dimm.changed();
        }
    }

    private long running() throws KernelException {
        return Long.parseLong(dimm.controller().text(RUNNING).orElse("0"));
    }

    private long staged() throws KernelException {
        return Long.parseLong(dimm.controller().text(STAGED).orElse("0"));
    }

    byte[] call(FirmwareCall call) throws KernelException {
        byte[] input = call.input();
        return switch (call.function()) {
            case 12 -> Packed.empty().u32(0).u32(STORAGE_BYTES).u32(LONGEST_PIECE).u32(QUERY_MICROS).u32(LONGEST_QUERY_MICROS).u8(0).zeros(3)
                    .u32(0).u64(running()).u64(staged()).bytes();
            case 13 -> start();
            case 14 -> send(Packed.u32(input, 0), Packed.u32(input, 4), Packed.u32(input, 8), input.length - 12);
            case 15 -> finish(Packed.u8(input, 0), Packed.u32(input, 4));
            default -> query(Packed.u32(input, 0));
        };
    }

    private byte[] start() {
        if (updating) {
            return status(IN_PROGRESS);
        }
        updating = true;
        sent = 0;
        verifiedAt = 0;
        dimm.changed();
        return Packed.empty().u32(0).u32(CONTEXT).bytes();
    }

    private byte[] send(long context, long offset, long length, int bytes) {
        if (!updating || context != CONTEXT) {
            return status(WRONG_CONTEXT);
        }
        if (length > LONGEST_PIECE || length > bytes || offset + length > STORAGE_BYTES) {
            return status(INVALID);
        }
        sent = Math.max(sent, offset + length);
        dimm.changed();
        return DimmFirmware.success();
    }

    /** @param control 1 gives up what was sent */
    private byte[] finish(int control, long context) {
        if (!updating || context != CONTEXT) {
            return status(WRONG_CONTEXT);
        }
        updating = control == 0;
        verifiedAt = control == 0 ? dimm.ndBus().kernel().clockMillis() + VERIFY_MILLIS : 0;
        dimm.changed();
        return DimmFirmware.success();
    }

    /** While the image is being verified the answer is that it is busy; the first question after that ends the update. */
    private byte[] query(long context) throws KernelException {
        if (context != CONTEXT || verifiedAt == 0) {
            return status(WRONG_CONTEXT);
        }
        if (dimm.ndBus().kernel().clockMillis() < verifiedAt) {
            return status(BUSY);
        }
        return Packed.empty().u32(0).u64(NEXT_VERSION).bytes();
    }

    /** What was verified takes its place; asked for when somebody looks whether it is over. */
    void timePassed() {
        if (verifiedAt != 0 && dimm.ndBus().kernel().clockMillis() >= verifiedAt && updating) {
            updating = false;
            dimm.controller().put(STAGED, Long.toString(NEXT_VERSION));
            dimm.changed();
        } else if (verifiedAt != 0 && updating) {
            dimm.ndBus().kernel().wakeAt(verifiedAt);
        }
    }

    private static byte[] status(int status) {
        return Packed.empty().u32(status).bytes();
    }

    void describe(Map<String, String> state) {
        state.put("armed", Boolean.toString(armed));
        state.put("updating", Boolean.toString(updating));
        state.put("sent", Long.toString(sent));
        state.put("verifiedAt", Long.toString(verifiedAt));
        state.put("activated", result.name());
    }

    void restore(Map<String, String> state) {
        armed = Boolean.parseBoolean(state.get("armed"));
        updating = Boolean.parseBoolean(state.get("updating"));
        sent = Long.parseLong(state.getOrDefault("sent", "0"));
        verifiedAt = Long.parseLong(state.getOrDefault("verifiedAt", "0"));
        result = Result.valueOf(state.getOrDefault("activated", "NONE"));
        if (verifiedAt != 0 && updating) {
            dimm.ndBus().kernel().wakeAt(verifiedAt);
        }
    }
}
