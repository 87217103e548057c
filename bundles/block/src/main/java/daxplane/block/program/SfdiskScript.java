package daxplane.block.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sfdisk reads from its standard input: headers ({@code label: gpt}), then a partition a line
 * ({@code start=2048, size=1024, type=83, uuid=...}, or by place {@code 2048,1024,83}).
 */
record SfdiskScript(Map<String, String> headers, List<Map<String, String>> parts) {

    /** A script longer than this is none. */
    private static final int MOST_LINES = 1024;
    /** What fields without a name are. */
    private static final List<String> PLACES = List.of("start", "size", "type", "bootable");

    static Optional<SfdiskScript> parse(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<Map<String, String>> parts = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        if (lines.size() > MOST_LINES) {
            return Optional.empty();
        }
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.indexOf('=') < 0) {
                headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
                continue;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            List<String> places = new ArrayList<>(PLACES);
            for (String field : (colon > 0 && line.startsWith("/dev/") ? line.substring(colon + 1) : line).split(",")) {
                String[] pair = field.strip().split("\\s*=\\s*", 2);
                if (pair.length == 2) {
                    fields.put(pair[0], pair[1].replace("\"", ""));
                } else if (places.isEmpty()) {
                    return Optional.empty();
                } else {
                    String name = places.removeFirst();
                    if (!pair[0].isEmpty() && !pair[0].equals("-")) {
                        fields.put(name, pair[0]);
                    }
                }
            }
            parts.add(fields);
        }
        return Optional.of(new SfdiskScript(headers, parts));
    }
}
