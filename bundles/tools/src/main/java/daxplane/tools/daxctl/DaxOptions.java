package daxplane.tools.daxctl;

import daxplane.tools.Option;
import daxplane.tools.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Options that several commands share. */
final class DaxOptions {

    static final Option NO_MOVABLE = Option.flag(Option.NO_LETTER, "no-movable", "online memory in ZONE_NORMAL");

    static final List<Option> BASE = List.of(
            Option.text('r', "region", "region-id", Subject.DAX_REGION, "filter by region"),
            Option.flag('u', "human", "use human friendly number formats"),
            Option.flag('v', "verbose", "emit more debug messages"));

    static final List<Option> SHAPE = with(
            Option.text('s', "size", "size", Subject.SIZE, "size to switch the device to"),
            Option.text('a', "align", "align", Subject.SIZE, "alignment to switch the device to"),
            Option.text(Option.NO_LETTER, "input", "input", Subject.FILE, "input device JSON file"),
            Option.text('m', "mode", "mode", Subject.DAX_MODE, "mode to switch the device to"),
            Option.flag('N', "no-online", "don't auto-online memory sections"),
            Option.flag('f', "force", "attempt to offline memory sections before reconfiguration"),
            Option.flag('C', "check-config", "use config files to determine parameters for the operation"),
            NO_MOVABLE);

    private DaxOptions() {
    }

    /** The base options and more. */
    static List<Option> with(Option... more) {
        return Stream.concat(BASE.stream(), Stream.of(more)).toList();
    }
}
