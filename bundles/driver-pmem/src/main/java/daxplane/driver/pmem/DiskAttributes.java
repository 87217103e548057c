package daxplane.driver.pmem;

import daxplane.kernel.Attribute;
import daxplane.kernel.KernelProfile;
import java.util.ArrayList;
import java.util.List;

/** Attributes of a disk. docs/kernel/attributes.md 1; corpus sysfs-tree and k61-sysfs-tree. */
final class DiskAttributes {

    private final PmemDisk disk;
    private final KernelProfile profile;

    DiskAttributes(PmemDisk disk, KernelProfile profile) {
        this.disk = disk;
        this.profile = profile;
    }

    List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.readOnly("diskseq", () -> disk.sequence() + "\n"));
        constants(attributes, "0\n", "capability", "hidden", "range", "removable");
        constants(attributes, "", "events", "events_async");
        constants(attributes, "256\n", "ext_range");
        remembered(attributes, "events_poll_msecs", "-1");
        if (profile.atLeast(6, 12)) {
            constants(attributes, "1\n", "partscan");
        }
        integrity(attributes);
        for (String name : List.of("act_mask", "end_lba", "pid", "start_lba")) {
            remembered(attributes, "trace/" + name, "disabled");
        }
        remembered(attributes, "trace/enable", "0");
        if (disk.shape().translated().isEmpty()) {
            attributes.add(Attribute.readWrite("badblocks", () -> disk.badblocks().shown(),
                    value -> disk.badblocks(disk.badblocks().written(value))));
            remembered(attributes, "dax/write_cache", disk.shape().cached() ? "1" : "0");
        }
        attributes.addAll(new QueueAttributes(disk, profile).attributes());
        return attributes;
    }

    private void integrity(List<Attribute> attributes) {
        constants(attributes, "0\n", "integrity/device_is_integrity_capable", "integrity/protection_interval_bytes",
                "integrity/tag_size");
        constants(attributes, "none\n", "integrity/format");
        remembered(attributes, "integrity/read_verify", profile.atLeast(6, 12) ? "1" : "0");
        remembered(attributes, "integrity/write_generate", profile.atLeast(6, 12) ? "1" : "0");
    }

    static void constants(List<Attribute> attributes, String text, String... names) {
        for (String name : names) {
            attributes.add(Attribute.readOnly(name, () -> text));
        }
    }

    private void remembered(List<Attribute> attributes, String name, String initial) {
        attributes.add(remembered(disk, name, initial));
    }

    /** One that shows what was written to it last, and does nothing else here. */
    static Attribute remembered(PmemDisk disk, String name, String initial) {
        return Attribute.readWrite(name, () -> disk.setting(name).orElse(initial) + "\n", value -> disk.setting(name, value.strip()));
    }
}
