package daxplane.conform;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which CXL device became which DIMM in a recording: chance, since a kernel probes them side by side. No attribute tells; the
 * first region that is made of them does, for its mappings on the nd bus are its targets on the cxl bus.
 *
 * @param order devices in the order of their DIMMs; empty when there are none
 */
record RecordedNvdimms(List<Integer> order) {

    private static final Pattern MAPPING = Pattern.compile("nd/(region\\d+)/mapping(\\d+)");
    private static final Pattern DECODER = Pattern.compile("decoder(\\d+)\\.\\d+");
    /** A label area, as the monitor calls the file of a device. */
    private static final Pattern AREA = Pattern.compile("cxllsa(\\d{1,4})");

    /** @throws IOException a state that was recorded whole cannot be read */
    static RecordedNvdimms of(RecordedCase recorded) throws IOException {
        var deviceOfDimm = new TreeMap<Integer, Integer>();
        Map<String, String> state = new HashMap<>(recorded.boot().values());
        for (Step step : recorded.steps()) {
            if (step.number() > 0 && step.stateFile().isPresent()) {
                state = new HashMap<>(recorded.state(step.stateFile().get()).values());
            }
            apply(step.difference(), state);
            learn(state, deviceOfDimm);
        }
        int devices = recorded.machine().cxlDevices();
        IntStream.range(0, devices).forEach(device -> {
            if (!deviceOfDimm.containsValue(device)) {
                IntStream.range(0, devices).filter(dimm -> !deviceOfDimm.containsKey(dimm)).findFirst()
                        .ifPresent(dimm -> deviceOfDimm.put(dimm, device));
            }
        });
        return new RecordedNvdimms(List.copyOf(deviceOfDimm.values()));
    }

    private static void apply(Map<String, Optional<String>> difference, Map<String, String> state) {
        difference.forEach((key, value) -> value.ifPresentOrElse(text -> state.put(key, text), () -> state.remove(key)));
    }

    private static void learn(Map<String, String> state, Map<Integer, Integer> deviceOfDimm) {
        state.forEach((key, mapping) -> {
            var matcher = MAPPING.matcher(key);
            if (matcher.matches()) {
                var decoder = DECODER.matcher(state.getOrDefault("cxl/" + matcher.group(1) + "/target" + matcher.group(2), ""));
                if (decoder.matches()) {
                    String device = state.getOrDefault("cxl/endpoint" + decoder.group(1) + "/uport@", "");
                    if (device.matches("mem\\d{1,4}") && mapping.matches("nmem\\d{1,4},.*")) {
                        deviceOfDimm.putIfAbsent(Integer.valueOf(mapping.substring(4, mapping.indexOf(','))), Integer.valueOf(device.substring(3)));
                    }
                }
            }
        });
    }

    /** Name of the DIMM that a recorded label area belongs to; the area's own name when it belongs to no device. */
    String dimm(String area) {
        var matcher = AREA.matcher(area);
        int dimm = matcher.matches() ? order.indexOf(Integer.valueOf(matcher.group(1))) : -1;
        return dimm < 0 ? area : "nmem" + dimm;
    }
}
