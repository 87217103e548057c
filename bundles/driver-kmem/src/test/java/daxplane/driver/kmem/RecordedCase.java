package daxplane.driver.kmem;

import com.fasterxml.jackson.jr.ob.JSON;
import daxplane.dax.DaxModule;
import daxplane.dax.StaticDaxRegion;
import daxplane.tck.RegionProvider;
import daxplane.driver.devicedax.DeviceDaxModule;
import daxplane.inventory.AddressRange;
import daxplane.kernel.KernelModule;
import daxplane.kernel.testing.TestMachine;
import daxplane.kernel.testing.TwoSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Selected steps of a recording, as raw operations.
 *
 * <pre>
 *   boot   state after boot and after what set the device up       diff   what a step changed; a null value: gone
 *   ops    [write, PATH, VALUE] | [try, PATH, VALUE] (result does not count) | [module, NAME] | [module-remove, NAME] | [pin, BLOCK, KIND]
 * </pre>
 */
record RecordedCase(String name, String machine, String profile, String commandLine, List<Map<String, String>> devices, Map<String, Object> boot, List<Step> steps) {

    /** @param result of its one write: {@code ok} or {@code EBUSY@write}; empty when the step is a sequence */
    record Step(int number, List<List<String>> operations, String result, Map<String, Object> difference) {
    }

    @SuppressWarnings("unchecked")
    static RecordedCase read(String name) {
        try (var in = new GZIPInputStream(RecordedCase.class.getResourceAsStream("/recorded/" + name + ".json.gz"))) {
            Map<String, Object> json = JSON.std.mapFrom(in);
            List<Step> steps = ((List<Map<String, Object>>) json.get("steps")).stream().map(step -> new Step((Integer) step.get("i"),
                    (List<List<String>>) step.get("ops"), (String) step.getOrDefault("result", ""), (Map<String, Object>) step.get("diff"))).toList();
            return new RecordedCase(name, (String) json.get("machine"), (String) json.get("profile"), (String) json.get("append"),
                    (List<Map<String, String>>) json.get("device"), (Map<String, Object>) json.get("boot"), steps);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The machine as it was before the first step. */
    TestMachine start() {
        Map<String, String> parameters = new HashMap<>(Map.of("memory.auto-online", (String) boot.get("memory/auto_online_blocks"),
                "memory.total-kib", (String) boot.get("MemTotal_kB")));
        parameters.put("kernel.command-line", commandLine);
        boot.forEach((key, value) -> {
            if (key.endsWith("/managed_pages")) {
                String[] parts = key.split("/");
                parameters.put("memory." + parts[1] + "." + parts[2] + ".managed-pages", (String) value);
            }
        });
        boolean hmem = machine.equals("hmem");
        var builder = (hmem ? SoftReserved.machine(parameters) : TwoSocket.machine(parameters).module(new DaxModule()).module(provider()))
                .profile(profile).module(new DeviceDaxModule()).module(new KmemModule());
        return builder.boot(hmem ? "dax_hmem" : RegionProvider.NAME, "device_dax");
    }

    private KernelModule provider() {
        return RegionProvider.of(devices.stream().map(device -> {
            String[] numbers = device.get("name").substring(3).split("\\.");
            return new StaticDaxRegion(device.get("parent"), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
                    AddressRange.ofSize(Long.decode(device.get("resource")), Long.parseLong(device.get("size"))), Long.parseLong(device.get("align")),
                    Integer.parseInt(device.get("numa")), OptionalInt.of(Integer.parseInt(device.get("target"))));
        }).toArray(StaticDaxRegion[]::new));
    }

    /** The recorded state after a step, from the state before it. */
    static Map<String, Object> after(Map<String, Object> before, Step step) {
        Map<String, Object> after = new TreeMap<>(before);
        step.difference.forEach((key, value) -> {
            if (value == null) {
                after.remove(key);
            } else {
                after.put(key, value);
            }
        });
        return after;
    }
}
