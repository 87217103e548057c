package daxplane.tools.nd;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Uuids as text: 36 characters, either case, nothing else. */
public final class Uuids {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {
    }

    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
