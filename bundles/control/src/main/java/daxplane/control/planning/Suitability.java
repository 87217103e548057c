package daxplane.control.planning;

import daxplane.control.Capacity;
import daxplane.control.FreeSpace;
import daxplane.control.ModeOption;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Policy;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.host.Host;
import daxplane.host.platform.Technology;
import daxplane.inventory.Dimm;
import daxplane.inventory.Inventory;
import daxplane.inventory.Region;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a DIMM is meant to be RAM: by what it stores in and by who made it, as the house has decided ({@link Policy}). Of both rules the
 * stricter holds. Memory that no DIMM has part in is RAM already, or says by its table that it is meant to be (decision 155).
 */
final class Suitability {

    private static final String CONSENT = ModeOption.UNSUITABLE_OK.name();

    private final Host host;
    private final Map<String, String> chosen;

    /** @param configuration what the journal has */
    Suitability(Host host, Map<String, String> configuration) {
        this.host = host;
        this.chosen = Policy.chosen(configuration);
    }

    /** Whether memory of a plan becomes RAM. */
    static boolean makesRam(Plan plan) {
        return plan.capacity().flatMap(Capacity::ram).isPresent();
    }

    /** NVDIMMs that what is handed over lies on, as it is before. */
    static List<Dimm> dimms(Inventory picture, String object) {
        return regions(picture, object).stream().flatMap(region -> region.mappings().stream()).map(Region.Mapping::dimm).distinct().map(picture.dimms()::get)
                .filter(Objects::nonNull).filter(dimm -> dimm.cxl().isEmpty()).toList();
    }

    /** @param dimms behind what becomes RAM @param title the command as typed */
    Optional<Refusal> refuses(List<Dimm> dimms, String object, String title, Options given) {
        return dimms.stream().flatMap(dimm -> refuses(dimm, object, title, given).stream()).findFirst();
    }

    /** Regions that what is handed over lies in, as it is before. */
    static List<Region> regions(Inventory picture, String object) {
        var space = FreeSpace.parse(picture, object);
        return space.isPresent() ? List.of(picture.regions().get(space.get().region()))
                : picture.regions().values().stream().filter(region -> BadMemory.place(picture, object).stream().anyMatch(region.range()::overlaps)).toList();
    }

    private Optional<Refusal> refuses(Dimm dimm, String object, String title, Options given) {
        var technology = Technology.of(host, dimm.name());
        var made = switch (technology) {
            case PERSISTENT_MEDIA -> Policy.PERSISTENT_MEDIA;
            case ENERGY_BACKED_DRAM -> Policy.ENERGY_BACKED;
            case BLOCKS, UNKNOWN -> Policy.UNKNOWN_TECHNOLOGY;
        };
        var maker = Technology.vendor(dimm).filter(number -> Policy.isKnownVendor(number, chosen)).map(Policy::ofVendor).orElse(Policy.UNKNOWN_VENDOR);
        String vendor = "whether it is meant to be RAM, its vendor knows (" + Technology.vendor(dimm).orElse("it tells no number") + ")";
        var strictest = List.of(Map.entry(made, why(technology)), Map.entry(maker, vendor)).stream()
                .sorted(Comparator.comparing(rule -> !rule.getKey().in(chosen).equals(Policy.DENY))).toList();
        return strictest.stream().flatMap(rule -> refuses(rule.getKey(), dimm.name(), rule.getValue(), object, title, given).stream()).findFirst();
    }

    private static String why(Technology technology) {
        return switch (technology) {
            case PERSISTENT_MEDIA -> "it stores in persistent media, which writes wear";
            case ENERGY_BACKED_DRAM -> "it is DRAM with an energy source, which as RAM is worth no more than plain DRAM, and costs more";
            case BLOCKS, UNKNOWN -> "nobody knows what it stores in, and whether that bears the writes of RAM";
        };
    }

    private Optional<Refusal> refuses(Policy policy, String dimm, String why, String object, String title, Options given) {
        String word = policy.in(chosen);
        if (word.equals(Policy.ALLOW) || word.equals(Policy.ASK) && given.has(CONSENT)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(RefusalCode.UNSUITABLE, Errno.EPERM, object, object + " is not handed to the kernel", dimm + ": " + why + " (" + policy.word() + " is " + word + ")",
                "it would not ask: it takes any memory", word.equals(Policy.ASK) ? title + " --" + CONSENT + "       if you know that it is meant for that"
                        : "config " + policy.word() + " " + Policy.ASK + "       if whoever decided that has changed his mind"));
    }
}
