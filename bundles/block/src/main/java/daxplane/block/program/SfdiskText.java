package daxplane.block.program;

import daxplane.block.BlockDevice;
import daxplane.block.BlockLayer;
import daxplane.block.table.PartitionPlan;
import daxplane.block.table.PartitionTable;
import daxplane.kernel.ProgramCall;
import java.util.Locale;
import java.util.Optional;

/** What sfdisk prints of a table. */
record SfdiskText(String path, BlockDevice disk, Optional<PartitionTable> table) {

    int dump(ProgramCall call) {
        if (table.isEmpty()) {
            call.err("sfdisk: " + path + ": does not contain a recognized partition table\n");
            return 1;
        }
        PartitionPlan plan = PartitionPlan.of(table.get(), BlockLayer.sectors(disk));
        call.out("label: " + plan.scheme() + "\nlabel-id: " + (plan.gpt() ? plan.id().toUpperCase(Locale.ROOT) : "0x" + plan.id()) + "\ndevice: " + path
                + "\nunit: sectors\n" + (plan.gpt() ? "first-lba: " + plan.firstBlock() + "\nlast-lba: " + plan.lastBlock() + "\n" : "")
                + "sector-size: " + plan.blockBytes() + "\n\n");
        for (PartitionPlan.Part part : plan.parts()) {
            call.out("%s : start=%12d, size=%12d, type=%s%s\n".formatted(path + (Character.isDigit(path.charAt(path.length() - 1)) ? "p" : "") + part.number(),
                    part.first(), part.blocks(), part.type().toUpperCase(Locale.ROOT), part.uuid().map(uuid -> ", uuid=" + uuid.toUpperCase(Locale.ROOT)).orElse("")));
        }
        return 0;
    }

    int verify(ProgramCall call) {
        call.out(path + ":\n" + (table.isEmpty() ? "unrecognized partition table type\n" : "No errors detected.\n"));
        if (table.isPresent()) {
            PartitionPlan plan = PartitionPlan.of(table.get(), BlockLayer.sectors(disk));
            call.out("Remaining " + (plan.gpt() ? plan.lastBlock() - plan.firstBlock() + 1 - used(plan) : plan.blocks() - 1 - used(plan)) + " unallocated " + plan.blockBytes() + "-byte sectors.\n");
        }
        return 0;
    }

    /** The first logical partition counts from the start of its container on, where its table is. */
    private static long used(PartitionPlan plan) {
        long sum = plan.parts().stream().filter(part -> !part.extended()).mapToLong(PartitionPlan.Part::blocks).sum();
        long gap = plan.parts().stream().filter(PartitionPlan.Part::extended).findFirst().flatMap(container -> plan.parts().stream()
                .filter(part -> part.number() == 5).findFirst().map(first -> first.first() - container.first())).orElse(0L);
        return sum + gap;
    }
}
