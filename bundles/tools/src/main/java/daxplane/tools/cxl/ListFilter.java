package daxplane.tools.cxl;

import daxplane.tools.options.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which objects the options of {@code cxl list} mean, as the original relates them: cxl 76.1 beside ours, on two machines.
 *
 * @param single whether a port alone is meant, and not what lies below it
 */
record ListFilter(CxlDevices devices, CxlFilter words, Optional<String> memories, Optional<String> serials, Optional<String> buses,
        Optional<String> ports, Optional<String> endpoints, Optional<String> decoders, Optional<String> regions, boolean single) {

    static ListFilter of(CxlDevices devices, Values options, boolean single) {
        return new ListFilter(devices, new CxlFilter(devices), options.text("memdev"), options.text("serial"), options.text("bus"),
                options.text("port"), options.text("endpoint"), options.text("decoder"), options.text("region"), single);
    }

    private static boolean passes(Optional<String> filter, Predicate<String> meant) {
        return filter.map(meant::test).orElse(true);
    }

    boolean wantsMemory(String memory) {
        return passes(memories, meant -> words.memory(meant, memory)) && passes(serials, meant -> words.serial(meant, memory));
    }

    private boolean anyMemoryFilter() {
        return memories.isPresent() || serials.isPresent();
    }

    /** Empty when all are. */
    Optional<Predicate<String>> meantMemories() {
        return anyMemoryFilter() ? Optional.of(this::wantsMemory) : Optional.empty();
    }

    /** Whether a memory device that is meant is behind a bus or a port. */
    boolean leadsToWanted(String port) {
        return !anyMemoryFilter() || devices.memoriesBelow(port).anyMatch(this::wantsMemory);
    }

    boolean wantsBus(String root) {
        return passes(buses, meant -> words.bus(meant, root));
    }

    /** Of a bus and of a port. */
    boolean wantsPort(String port) {
        return passes(ports, meant -> words.port(meant, port, single));
    }

    boolean wantsEndpoint(String endpoint) {
        List<String> above = devices.upwards(endpoint).toList();
        String parent = above.size() < 2 ? endpoint : above.get(above.size() - 2);
        return passes(endpoints, meant -> words.endpoint(meant, endpoint)) && wantsBus(above.isEmpty() ? "" : above.getFirst())
                && (wantsPort(endpoint) || single && wantsPort(parent));
    }

    boolean wantsDecoder(String decoder, String port) {
        return passes(decoders, meant -> words.decoder(meant, decoder)) && wantsBus(devices.upwards(port).findFirst().orElse("")) && wantsPort(port)
                && passes(regions, meant -> !devices.text(decoder, "region").isEmpty() && words.region(meant, devices.text(decoder, "region")))
                && (!anyMemoryFilter() || devices.reachedBy(decoder, port).anyMatch(this::wantsMemory));
    }

    /** Whether a decoder that is meant leads to a memory device. An endpoint's own leads nowhere. */
    boolean decodersReach(String memory) {
        return passes(decoders, meant -> devices.named("decoder\\d+\\.\\d+").stream().filter(decoder -> words.decoder(meant, decoder))
                .anyMatch(decoder -> {
                    String port = devices.portOf(decoder);
                    return !port.startsWith("endpoint") && devices.reachedBy(decoder, port).anyMatch(memory::equals);
                }));
    }

    boolean wantsRegion(String region, String window) {
        String root = devices.portOf(window);
        return passes(regions, meant -> words.region(meant, region)) && wantsBus(root) && wantsPort(root)
                && passes(decoders, meant -> words.decoder(meant, window));
    }
}
