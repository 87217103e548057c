package daxplane.host.platform;

import daxplane.host.Host;

/**
 * How far a store must come in a region to be durable (docs/kernel/attributes.md; ACPI 6.4 section 5.2.25.9).
 *
 * @param domain    what is saved when power goes
 * @param deepFlush whether the kernel can also empty the buffers that lie behind the memory controller
 */
public record Persistence(Domain domain, boolean deepFlush) {

    public enum Domain {
        /** The platform saves the caches of processors, too. */
        CPU_CACHE,
        /** The platform saves what has reached the memory controller. */
        MEMORY_CONTROLLER,
        /** The firmware promises nothing. */
        UNKNOWN
    }

    static Persistence read(Host host, String region) {
        String directory = "/sys/bus/nd/devices/" + region + "/";
        var domain = switch (Platform.text(host, directory + "persistence_domain")) {
            case "cpu_cache" -> Domain.CPU_CACHE;
            case "memory_controller" -> Domain.MEMORY_CONTROLLER;
            default -> Domain.UNKNOWN;
        };
        return new Persistence(domain, Platform.text(host, directory + "deep_flush").equals("1"));
    }
}
