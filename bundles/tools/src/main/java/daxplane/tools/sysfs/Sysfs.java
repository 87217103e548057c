package daxplane.tools.sysfs;

import daxplane.host.Attributes;
import daxplane.host.HostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Attribute files, as a tool looks at them. What cannot be read, for whatever reason, is empty. */
public final class Sysfs {

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+).*", Pattern.DOTALL);

    private final Attributes attributes;

    public Sysfs(Attributes attributes) {
        this.attributes = attributes;
    }

    /** The text without one newline at the end. */
    public Optional<String> text(String path) {
        try {
            String text = attributes.read(path);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (HostException unreadable) {
            return Optional.empty();
        }
    }

    /** The unsigned number that the text starts with, as strtoull(3) reads it with base 0; a text without one is 0. */
    public OptionalLong number(String path) {
        var text = text(path);
        return text.isPresent() ? OptionalLong.of(toNumber(text.get())) : OptionalLong.empty();
    }

    /** As {@link #number}, for what fits an int. */
    public OptionalInt smallNumber(String path) {
        var number = number(path);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /** The unsigned number that a text starts with; 0 when it starts with none. */
    public static long toNumber(String text) {
        var matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return 0;
        }
        String digits = matcher.group(2);
        long magnitude;
        try {
            magnitude = digits.length() > 1 && (digits.charAt(1) | ' ') == 'x' ? Long.parseUnsignedLong(digits, 2, digits.length(), 16)
                    : digits.startsWith("0") ? octal(digits) : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException tooLarge) {
            magnitude = -1;
        }
        return matcher.group(1).equals("-") ? -magnitude : magnitude;
    }

    private static long octal(String digits) {
        int end = 1;
        while (end < digits.length() && digits.charAt(end) < '8') {
            end++;
        }
        return Long.parseUnsignedLong(digits.substring(0, end), 8);
    }

    /** Names in the directory's order; nothing where there is no directory. */
    public List<String> names(String directory) {
        try {
            return attributes.list(directory);
        } catch (HostException unreadable) {
            return List.of();
        }
    }

    /** Names that match, each put in front of those before it: the order in which the originals list objects. */
    public List<String> objects(String directory, Pattern form) {
        return names(directory).stream().filter(form.asMatchPredicate()).toList().reversed();
    }

    /** Last part of what a link leads to: the driver's name for {@code .../driver}. */
    public Optional<String> linked(String path) {
        try {
            String target = attributes.readLink(path);
            return Optional.of(target.substring(target.lastIndexOf('/') + 1));
        } catch (HostException noLink) {
            return Optional.empty();
        }
    }

    public Optional<String> realPath(String path) {
        try {
            return Optional.of(attributes.realPath(path));
        } catch (HostException absent) {
            return Optional.empty();
        }
    }

    public boolean exists(String path) {
        return attributes.kind(path) != Attributes.Kind.ABSENT;
    }
}
