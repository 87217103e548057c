package daxplane.machine.definition;

import daxplane.inventory.AddressRange;
import daxplane.kernel.PropertyText;
import daxplane.kernel.UnusableProperty;
import daxplane.host.Errno;
import daxplane.kernel.firmware.UnusableFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A properties file in UTF-8, with the place of each property for messages. */
final class PropertyFile {

    private final String file;
    private final String text;
    private final SortedMap<String, String> values;

    private PropertyFile(String file, String text, SortedMap<String, String> values) {
        this.file = file;
        this.text = text;
        this.values = values;
    }

    static PropertyFile parse(String file, byte[] bytes) throws UnusableFile {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int garbage = text.indexOf('\uFFFD');
        if (garbage < 0) {
            garbage = text.indexOf('\0');
        }
        if (garbage >= 0) {
            throw UnusableFile.inText(file, text, garbage, "this is no text");
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw UnusableFile.inText(file, text, malformedEscape(text), "four hexadecimal digits belong behind \\u");
        }
        SortedMap<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name).strip()));
        return new PropertyFile(file, text, values);
    }

    private static int malformedEscape(String text) {
        var found = Pattern.compile("\\\\u(?![0-9a-fA-F]{4})").matcher(text);
        return found.find() ? found.start() : 0;
    }

    SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A whole number of bytes, KiB or the like, at least {@code least}. */
    long number(String name, long otherwise, long least) throws UnusableFile {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        OptionalLong number = PropertyText.number(value);
        if (number.isPresent() && number.getAsLong() >= least) {
            return number.getAsLong();
        }
        throw unusable(name, name + " is " + value + ", not a number from " + least + " on");
    }

    List<String> words(String name) {
        return PropertyText.words(values.getOrDefault(name, ""));
    }

    /** @param word of the property's value */
    AddressRange range(String name, String word) throws UnusableFile {
        return PropertyText.range(word).orElseThrow(() -> unusable(name, word + " is no range, as 100000000-11fffffff is one"));
    }

    UnusableFile unusable(UnusableProperty wrong) {
        return unusable(wrong.property(), wrong.getMessage());
    }

    UnusableFile unusable(String property, String reason) {
        var found = Pattern.compile("(?m)^[ \\t\\f]*" + Pattern.quote(property) + "[ \\t\\f]*(?:[ \\t\\f=:]|$)").matcher(text);
        return found.find() ? UnusableFile.inText(file, text, found.start(), reason) : UnusableFile.whole(Errno.EINVAL, file, reason);
    }
}
