package daxplane.nvdimm;

import daxplane.host.Errno;
import daxplane.host.firmware.FirmwareCall;
import daxplane.host.firmware.Packed;
import daxplane.host.firmware.SmartInjection;
import daxplane.host.firmware.SmartThresholds;
import daxplane.kernel.KernelException;
import daxplane.kernel.NvdimmHardware.DimmCommand;
import java.util.Set;

/** The functions that the firmware of a DIMM offers to everybody; passphrases go through an attribute. Source: docs/kernel/errors.md 5.1. */
final class DimmFirmware {

    private static final int SMART = 1;
    private static final int THRESHOLDS = 2;
    private static final int FIRMWARE_INFO = 12;
    private static final int FIRMWARE_START = 13;
    private static final int FIRMWARE_SEND = 14;
    private static final int FIRMWARE_FINISH = 15;
    private static final int FIRMWARE_QUERY = 16;
    private static final int SET_THRESHOLDS = 17;
    private static final int INJECT = 18;
    private static final Set<Integer> QUESTIONS = Set.of(SMART, THRESHOLDS, FIRMWARE_INFO, FIRMWARE_QUERY);

    private final DimmDevice dimm;

    DimmFirmware(DimmDevice dimm) {
        this.dimm = dimm;
    }

    /** ENOTTY: the firmware does not know the function. */
    boolean asks(FirmwareCall call) throws KernelException {
        DimmCommand needed = switch (call.function()) {
            case SMART, THRESHOLDS, SET_THRESHOLDS -> DimmCommand.HEALTH;
            case INJECT -> DimmCommand.INJECT;
            case FIRMWARE_INFO, FIRMWARE_START, FIRMWARE_SEND, FIRMWARE_FINISH, FIRMWARE_QUERY -> DimmCommand.FIRMWARE;
            default -> throw new KernelException(Errno.ENOTTY);
        };
        if (!call.packaged() || !dimm.understands(needed)) {
            throw new KernelException(Errno.ENOTTY);
        }
        return QUESTIONS.contains(call.function());
    }

    byte[] call(FirmwareCall call) throws KernelException {
        if (asks(call)) {
            dimm.failIfTold(call.function());
        }
        DimmHealth health = dimm.health();
        byte[] answer = switch (call.function()) {
            case SMART -> health.smart().encode();
            case THRESHOLDS -> health.thresholds().encode();
            case SET_THRESHOLDS -> {
                health.set(SmartThresholds.ofInput(call.input()));
                yield success();
            }
            case INJECT -> {
                int fields = SmartInjection.fields(call.input());
                for (int field : new int[] {SmartInjection.MEDIA_TEMPERATURE, SmartInjection.SPARES, SmartInjection.FATAL, SmartInjection.UNSAFE_SHUTDOWN}) {
                    if ((fields & field) != 0) {
                        health.inject(SmartInjection.ofInput(call.input(), field));
                    }
                }
                yield success();
            }
            default -> dimm.update().call(call);
        };
        if ((call.function() == INJECT || call.function() == SET_THRESHOLDS) && health.notifies()) {
            dimm.ndBus().kernel().touched(dimm.directory() + "/nfit/flags");
        }
        // A test's DIMM does what it is told before it says that it failed (corpus nt-smart-fail-cmd, step 13).
        dimm.failIfTold(call.function());
        return answer;
    }

    static byte[] success() {
        return Packed.empty().u32(0).bytes();
    }
}
