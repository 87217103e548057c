package daxplane.conform;

import java.util.List;
import java.util.Optional;

/**
 * Steps of recordings from which on a case is not held against a machine, because they show an emulation instead of hardware or a
 * kernel, or chance. The one list of them, with reasons; what a machine has no command for is skipped where it stands and needs no entry.
 *
 * @param recorded name of the case
 * @param from     first step that is left out
 */
record LeftOut(String recorded, int from, String reason) {

    private static final List<LeftOut> ALL = List.of(
            new LeftOut("err-hwp-kernel", 9, "which pages of a kernel zone the kernel itself has is chance, on each boot anew"),
            new LeftOut("nt-err-file", 3, "where the recorded ext4 puts a file follows from the number of a process, and to map its pages fails in the "
                    + "emulation of these DIMMs, always"),
            new LeftOut("nt-strace", 1, "which calls the originals make is told by strace, of which there is none; what the calls do, other cases hold"),
            new LeftOut("nt-err-module", 10, "reloading the kernel's test DIMMs makes new ones, which no reloading of a driver does; "
                    + "modprobe is kmod's there and tells other things than BusyBox's"));

    /** Why a step is left out; empty when it is not. */
    static Optional<String> reason(String recorded, int step) {
        return ALL.stream().filter(it -> it.recorded.equals(recorded) && step >= it.from).map(LeftOut::reason).findFirst();
    }
}
