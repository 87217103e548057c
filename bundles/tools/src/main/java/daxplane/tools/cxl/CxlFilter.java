package daxplane.tools.cxl;

import daxplane.tools.session.WholeNumber;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What words of a command line mean: names, numbers, hosts, kinds of ports and decoders, several separated by blanks or by commas,
 * {@code all}. Whether one device belongs to another that is meant is asked of {@link CxlFilter}, too.
 */
record CxlFilter(CxlDevices devices) {

    private static final String ALL = "all";
    private static final Pattern NAME = Pattern.compile("^([a-z]*)(\\d+)");
    private static final Pattern DECODER = Pattern.compile("^(?:decoder)?(\\d+)\\.(\\d+)");

    boolean memory(String words, String memory) {
        return any(words, word -> named(word, memory) || word.equals(devices.function(memory)));
    }

    /** @param serials numbers of any base */
    boolean serial(String serials, String memory) {
        return Arrays.stream(serials.split(separator(serials))).map(WholeNumber::parse).flatMap(Optional::stream)
                .anyMatch(serial -> serial == devices.number(memory, "serial"));
    }

    boolean bus(String words, String root) {
        return any(words, word -> named(word, root) || word.equals(CxlJson.PROVIDER));
    }

    /** @param single whether only the port itself counts, and not what lies above it */
    boolean port(String words, String port, boolean single) {
        return any(words, word -> single ? isPort(word, port) : devices.upwards(port).anyMatch(each -> isPort(word, each)));
    }

    boolean endpoint(String words, String endpoint) {
        return any(words, word -> named(word, endpoint) || word.equals(devices.subject(endpoint)));
    }

    private boolean isPort(String word, String port) {
        return switch (word) {
            case "root" -> port.startsWith("root");
            case "switch" -> port.startsWith("port");
            case "endpoint" -> port.startsWith("endpoint");
            default -> named(word, port) || word.equals(devices.subject(port));
        };
    }

    boolean decoder(String words, String decoder) {
        String port = devices.portOf(decoder);
        return any(words, word -> switch (word) {
            case "root" -> port.startsWith("root");
            case "switch" -> port.startsWith("port");
            case "endpoint" -> port.startsWith("endpoint");
            default -> DECODER.matcher(word).results().anyMatch(found -> decoder.equals("decoder" + number(found.group(1)) + "." + number(found.group(2))));
        });
    }

    boolean region(String words, String region) {
        return any(words, word -> named(word, region));
    }

    /** A name or a number, as sscanf(3) reads them: what follows the number does not count. */
    private static boolean named(String word, String device) {
        var kindAndNumber = NAME.matcher(device);
        var found = NAME.matcher(word);
        return kindAndNumber.find() && found.find() && (found.group(1).isEmpty() || found.group(1).equals(kindAndNumber.group(1)))
                && number(found.group(2)).equals(kindAndNumber.group(2));
    }

    private static String number(String digits) {
        return new BigInteger(digits).toString();
    }

    private static boolean any(String words, Predicate<String> meant) {
        return Arrays.stream(words.split(separator(words))).filter(word -> !word.isEmpty()).anyMatch(word -> word.equals(ALL) || meant.test(word));
    }

    /** A blank wins over a comma. */
    private static String separator(String words) {
        return words.indexOf(' ') >= 0 || words.indexOf(',') < 0 ? " " : ",";
    }
}
