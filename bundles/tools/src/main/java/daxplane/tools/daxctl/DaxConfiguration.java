package daxplane.tools.daxctl;

import daxplane.tools.dax.DaxFilter;
import daxplane.tools.dax.DaxRegion;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Personality;
import daxplane.tools.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the administrator's configuration says of one device: sections {@code [reconfigure-device ANY]} in
 * {@code /etc/daxctl.conf.d/*.conf} that name the uuid of its namespace.
 *
 * <pre>
 * [reconfigure-device log memory]
 * nvdimm.uuid = f7aba863-fea8-4640-805b-29fb11e18142
 * mode = system-ram
 * online = true
 * movable = false
 * </pre>
 */
record DaxConfiguration(Map<String, String> section) {

    private static final String FOLDER = "/etc/daxctl.conf.d";
    private static final String SECTION = "reconfigure-device";
    private static final String UUID = "nvdimm.uuid";

    /** Empty when there is nothing for the device; a device that belongs to no namespace is complained of. */
    static Optional<DaxConfiguration> read(Session session, String device) {
        if (device.equals("all")) {
            return Optional.empty();
        }
        var uuid = personalities(session).stream().filter(dax -> carries(session, dax, device)).findFirst().flatMap(Personality::uuid);
        if (uuid.isEmpty()) {
            session.stderr("no UUID match for " + device + " found in config files\n");
            return Optional.empty();
        }
        return sections(session).stream().filter(section -> section.get(UUID).equals(uuid.get().toString())).findFirst()
                .filter(section -> section.size() > 1).map(DaxConfiguration::new);
    }

    /** The wish with what the section says; what it does not say is left as it is. */
    Wish apply(Wish wish) {
        var mode = Optional.ofNullable(section.get("mode")).or(wish::mode);
        return new Wish(mode, wish.reshapes(), wish.size(), wish.align(), !"false".equals(section.get("online")),
                !"false".equals(section.get("movable")), wish.force());
    }

    private static boolean carries(Session session, Personality dax, String word) {
        return DaxRegion.carriedBy(session.sysfs(), dax.path(), dax.region().id()).devices().stream()
                .anyMatch(device -> DaxFilter.means(word, device));
    }

    private static List<Personality> personalities(Session session) {
        return Bus.all(session.sysfs()).stream().flatMap(bus -> bus.regions().stream())
                .flatMap(region -> region.personalities(Personality.Kind.DAX).stream()).toList();
    }

    private static List<Map<String, String>> sections(Session session) {
        var sections = new ArrayList<Map<String, String>>();
        try {
            for (String name : session.files().list(FOLDER)) {
                if (name.endsWith(".conf")) {
                    sections.addAll(parse(new String(session.files().read(FOLDER + "/" + name), StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException unreadable) {
            session.stderr("error parsing config file: " + unreadable.getMessage() + "\n");
        }
        return sections;
    }

    /** Sections of ours that name a uuid. */
    static List<Map<String, String>> parse(String text) {
        var sections = new ArrayList<Map<String, String>>();
        Map<String, String> current = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new HashMap<>();
                if (line.substring(1).startsWith(SECTION)) {
                    sections.add(current);
                }
            } else if (!line.startsWith("#") && !line.startsWith(";") && line.contains("=")) {
                current.put(line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip());
            }
        }
        sections.removeIf(section -> !section.containsKey(UUID));
        return sections;
    }
}
