package daxplane.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A rule of the house that an operator chooses one of a few words for. The journal keeps it beside the {@link ConfigurationKey}s, and
 * so tells who chose what, when and why.
 *
 * @param word    as people type it: {@code suitability.energy-backed}
 * @param words   what can be chosen, the default first
 * @param meaning for people
 */
public record Policy(String word, List<String> words, String meaning) {

    public static final String ALLOW = "allow";
    /** Refused, unless the command itself says that it is meant so. */
    public static final String ASK = "ask";
    public static final String DENY = "deny";

    public static final Policy PERSISTENT_MEDIA = new Policy("suitability.persistent-media", List.of(ALLOW, ASK, DENY), "DIMMs of persistent media as RAM");
    public static final Policy ENERGY_BACKED = new Policy("suitability.energy-backed", List.of(ASK, ALLOW, DENY), "DIMMs of DRAM with an energy source as RAM");
    public static final Policy UNKNOWN_TECHNOLOGY = new Policy("suitability.unknown-technology", List.of(ASK, ALLOW, DENY), "DIMMs as RAM of which nobody knows what they are made of");
    public static final Policy UNKNOWN_VENDOR = new Policy("suitability.unknown-vendor", List.of(ASK, ALLOW, DENY), "DIMMs as RAM whose vendor has no rule of its own");

    /** What a way back does with memory that turned bad. */
    public static final String HOLD = "hold";
    public static final String HEAL = "heal";
    public static final String IGNORE = "ignore";
    public static final Policy ERRORS = new Policy("errors", List.of(HOLD, HEAL, IGNORE),
            "memory that turned bad while it was in use: recover holds it back, makes it good first, or brings it back as it is");

    /** Only what locks itself becomes RAM. */
    public static final String REQUIRE_LOCK = "require-lock";
    public static final Policy SECRETS = new Policy("secrets", List.of(ALLOW, REQUIRE_LOCK), "what stays readable on DIMMs that were RAM, when power is lost");

    /** Those with a fixed name. */
    public static final List<Policy> ALL = List.of(ERRORS, SECRETS, PERSISTENT_MEDIA, ENERGY_BACKED, UNKNOWN_TECHNOLOGY, UNKNOWN_VENDOR);

    private static final String VENDOR = "suitability.vendor.";
    private static final Pattern OF_VENDOR = Pattern.compile(Pattern.quote(VENDOR) + "[0-9a-f]{4}");

    /** Vendors that say of their DIMMs that they are meant for this: Intel, by its number of JEDEC and by that of PCI, which tables have in either order of bytes. */
    private static final List<String> MEANT_FOR_IT = List.of("8089", "8086", "8680");

    public Policy {
        words = List.copyOf(words);
    }

    /** Of one vendor. @param number four hexadecimal digits, as a DIMM's id begins: {@code 8089} */
    public static Policy ofVendor(String number) {
        return new Policy(VENDOR + number, MEANT_FOR_IT.contains(number) ? List.of(ALLOW, ASK, DENY) : List.of(ASK, ALLOW, DENY), "DIMMs of vendor " + number + " as RAM");
    }

    /** Empty: there is no such policy. */
    public static Optional<Policy> of(String word) {
        return OF_VENDOR.matcher(word).matches() ? Optional.of(ofVendor(word.substring(VENDOR.length())))
                : ALL.stream().filter(policy -> policy.word.equals(word)).findFirst();
    }

    /** Whether a vendor has a rule of its own, by itself or because somebody chose one. */
    public static boolean isKnownVendor(String number, Map<String, String> chosen) {
        return MEANT_FOR_IT.contains(number) || chosen.containsKey(VENDOR + number);
    }

    /** What a journal has, without what is no policy, or none of this version. */
    public static SortedMap<String, String> chosen(Map<String, String> configuration) {
        var chosen = new TreeMap<String, String>();
        configuration.forEach((key, value) -> of(key).filter(policy -> policy.words.contains(value)).ifPresent(_ -> chosen.put(key, value)));
        return chosen;
    }

    /** What holds. @param chosen as {@link #chosen} gives it */
    public String in(Map<String, String> chosen) {
        return chosen.getOrDefault(word, standard());
    }

    /** The word where none is chosen. */
    public String standard() {
        return words.getFirst();
    }
}
