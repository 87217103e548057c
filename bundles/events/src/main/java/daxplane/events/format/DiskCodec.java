package daxplane.events.format;

import daxplane.inventory.DeviceLease;
import daxplane.inventory.DeviceUse;
import daxplane.inventory.LeaseState;
import daxplane.inventory.StackedDisk;
import daxplane.journal.JournalException;
import java.util.Optional;

/** What lies on disks, and who has devices in hand, as JSON; fields have the names of the records' components. */
final class DiskCodec {

    private DiskCodec() {
    }

    static void encode(JsonOut out, StackedDisk disk) {
        switch (disk) {
            case StackedDisk(var name, var kind, var bytes, var start, var label, var suspended, var below) ->
                    out.text("name", name).text("kind", kind.name()).unsigned("bytes", bytes).unsigned("start", start).text("label", label)
                            .flag("suspended", suspended).texts("below", below);
        }
    }

    static StackedDisk disk(JsonIn in) throws JournalException {
        return new StackedDisk(in.text("name"), Words.of(StackedDisk.Kind.values(), StackedDisk.Kind::name, "kind of disk", in.text("kind")), in.number("bytes"), in.number("start"),
                in.text("label"), in.flag("suspended"), in.texts("below"));
    }

    static void encode(JsonOut out, DeviceUse use) {
        switch (use) {
            case DeviceUse(var device, var kind, var pid, var who, var lease) -> {
                out.text("device", device).text("kind", kind.name()).number("pid", pid).text("who", who);
                lease.ifPresent(given -> out.object("lease", o -> encode(o, given)));
            }
        }
    }

    private static void encode(JsonOut out, DeviceLease lease) {
        switch (lease) {
            case DeviceLease(var id, var page, var pages, var state, var generation, var pinned) ->
                    out.number("id", id).number("page", page).number("pages", pages).text("state", state.name()).number("generation", generation).flag("pinned", pinned);
        }
    }

    static DeviceUse use(JsonIn in) throws JournalException {
        return new DeviceUse(in.text("device"), Words.of(DeviceUse.Kind.values(), DeviceUse.Kind::name, "kind of use", in.text("kind")), in.integer("pid"), in.text("who"),
                in.has("lease") ? Optional.of(lease(in.object("lease"))) : Optional.empty());
    }

    private static DeviceLease lease(JsonIn in) throws JournalException {
        return new DeviceLease(in.number("id"), in.number("page"), in.number("pages"), Words.of(LeaseState.values(), LeaseState::name, "state of a lease", in.text("state")),
                in.number("generation"), in.flag("pinned"));
    }
}
