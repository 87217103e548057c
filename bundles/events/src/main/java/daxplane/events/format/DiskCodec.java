package daxplane.events.format;

import daxplane.inventory.DeviceUse;
import daxplane.inventory.StackedDisk;
import daxplane.journal.JournalException;

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
            case DeviceUse(var device, var kind, var pid, var who) ->
                    out.text("device", device).text("kind", kind.name()).number("pid", pid).text("who", who);
        }
    }

    static DeviceUse use(JsonIn in) throws JournalException {
        return new DeviceUse(in.text("device"), Words.of(DeviceUse.Kind.values(), DeviceUse.Kind::name, "kind of use", in.text("kind")), in.integer("pid"), in.text("who"));
    }
}
