package daxplane.control.engine;

import daxplane.host.Effect;
import daxplane.host.LabelAreas;
import daxplane.inventory.Inventory;
import daxplane.inventory.LabelArea;
import java.util.Optional;

/** What stands in the label areas of a machine, as far as it can be seen without asking the firmware of DIMMs. */
final class LabelSight {

    /** Of all areas together, what is not one byte again and again: a picture of them must fit into an event. */
    private static final int MOST_PLAIN_BYTES = 1 << 20;

    private LabelSight() {
    }

    /** The picture with the areas in it. @param before what is as it was is taken from here */
    static Inventory onto(Inventory seen, Inventory before, LabelAreas areas) {
        var builder = seen.change();
        int plain = 0;
        int bytesKept = 0;
        int kept = 0;
        for (String known : seen.labelAreas().keySet()) {
            if (!seen.dimms().containsKey(known)) {
                builder.removeLabelArea(known);
            }
        }
        for (String dimm : seen.dimms().keySet()) {
            var area = areas.seen(dimm).filter(bytes -> bytes.length > 0 && bytes.length <= LabelArea.MOST_BYTES)
                    .map(bytes -> Optional.ofNullable(before.labelAreas().get(dimm)).map(known -> known.changedTo(bytes)).orElseGet(() -> LabelArea.of(bytes)));
            plain += area.map(LabelArea::plainBytes).orElse(0);
            if (area.isPresent() && plain <= MOST_PLAIN_BYTES && kept < LabelArea.MOST_AREAS
                    && bytesKept + area.get().bytes() <= LabelArea.MOST_BYTES_TOGETHER) {
                builder.labelArea(dimm, area.get());
                kept++;
                bytesKept += area.get().bytes();
            } else {
                builder.removeLabelArea(dimm);
            }
        }
        return builder.build();
    }

    /** Whether an effect may change a label area. What happens to memory blocks and on the dax bus does not. */
    static boolean changedBy(Effect effect) {
        return switch (effect) {
            case Effect.WriteAttribute(var path, var _) -> !path.startsWith("/sys/devices/system/") && !path.startsWith("/sys/bus/dax/");
            case Effect.ZeroMedia _, Effect.WriteMedia _ -> false;
            case Effect.LoadModule _, Effect.UnloadModule _, Effect.WriteLabelArea _, Effect.CallFirmware _, Effect.RunProgram _, Effect.Reboot _,
                    Effect.PowerCycle _, Effect.PowerLoss _ -> true;
        };
    }
}
