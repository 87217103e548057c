package daxplane.conform.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CXL memory of a recorded machine as properties of its definition. The recorded machine says how many devices there are; how
 * large they are and where the window is, is what the boot showed. What it did not show, because its modules were not loaded, the
 * recording does not tell, and the machine has not.
 *
 * @param nvdimmOrder devices in the order in which they became DIMMs; empty where nothing tells
 */
record CxlProperties(int devices, Map<String, String> boot, List<Integer> nvdimmOrder) {

    private static final Pattern BRIDGE = Pattern.compile("cxl/root0/dport(\\d{1,3})@");
    private static final Pattern WINDOW = Pattern.compile("cxl/decoder0\\.(\\d{1,2})/start");

    SortedMap<String, String> values() {
        var values = new TreeMap<String, String>();
        var buses = boot.keySet().stream().map(BRIDGE::matcher).filter(key -> key.matches()).map(key -> Integer.valueOf(key.group(1))).sorted().toList();
        for (int i = 0; i < buses.size(); i++) {
            values.put("cxl.bridge" + i + ".bus", "%02x".formatted(buses.get(i)));
        }
        boot.keySet().stream().map(WINDOW::matcher).filter(key -> key.matches()).map(key -> key.group(1)).forEach(window -> window(window, buses, values));
        int shown = buses.isEmpty() ? 0 : (int) IntStream.range(0, devices).takeWhile(device -> boot.containsKey("cxl/mem" + device + "/pmem/size")).count();
        for (int i = 0; i < shown; i++) {
            device(i, buses.getFirst(), values);
        }
        if (!nvdimmOrder.isEmpty() && shown == devices) {
            values.put("cxl.nvdimm-order", String.join(" ", nvdimmOrder.stream().map(String::valueOf).toList()));
        }
        return values;
    }

    private void window(String number, List<Integer> buses, Map<String, String> values) {
        String decoder = "cxl/decoder0." + number + "/";
        long start = number(decoder + "start");
        long bytes = number(decoder + "size");
        values.put("cxl.window" + number + ".range", "%x-%x".formatted(start, start + bytes - 1));
        String bridges = Arrays.stream(boot.getOrDefault(decoder + "target_list", "").split(",")).filter(bus -> bus.matches("\\d{1,3}"))
                .map(bus -> Integer.toString(buses.indexOf(Integer.valueOf(bus)))).collect(Collectors.joining(" "));
        values.put("cxl.window" + number + ".bridges", bridges);
    }

    /** PCI buses behind the bridge's are given out in turn. */
    private void device(int number, int bridgeBus, Map<String, String> values) {
        String name = "cxl.memory" + number + ".";
        String key = "cxl/mem" + number + "/";
        values.put(name + "bridge", "0");
        values.put(name + "bus", "%02x".formatted(bridgeBus + 1 + number));
        values.put(name + "pmem-bytes", Long.toString(number(key + "pmem/size")));
        values.put(name + "label-bytes", boot.getOrDefault(key + "label_storage_size", "0"));
        values.put(name + "serial", boot.getOrDefault(key + "serial", "0x0"));
        values.put(name + "firmware", boot.getOrDefault(key + "firmware_version", ""));
    }

    private long number(String key) {
        return Long.decode(boot.getOrDefault(key, "0"));
    }
}
