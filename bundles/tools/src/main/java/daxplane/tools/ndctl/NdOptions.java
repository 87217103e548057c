package daxplane.tools.ndctl;

import daxplane.tools.Option;
import daxplane.tools.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Options that several commands share. */
final class NdOptions {

    /** Of commands on namespaces. */
    static final List<Option> NAMESPACE = List.of(
            Option.text('b', "bus", "bus-id", Subject.BUS, "limit namespace to a bus with an id or provider of <bus-id>"),
            Option.text('r', "region", "region-id", Subject.REGION, "limit namespace to a region with an id or name of <region-id>"),
            Option.flag('v', "verbose", "emit extra debug messages to stderr"));

    /** Of commands on DIMMs. */
    static final List<Option> DIMM = List.of(
            Option.text('b', "bus", "bus-id", Subject.BUS, "<nmem> must be on a bus with an id/provider of <bus-id>"),
            Option.flag('v', "verbose", "turn on debug"));

    /** Of commands on regions. */
    static final List<Option> REGION = List.of(
            Option.text('b', "bus", "bus-id", Subject.BUS, "<region> must be on a bus with an id/provider of <bus-id>"),
            Option.text('t', "type", "region-type", Subject.NOTHING, "<region> must be of the specified type"));

    private NdOptions() {
    }

    static List<Option> with(List<Option> base, Option... more) {
        return Stream.concat(base.stream(), Stream.of(more)).toList();
    }
}
