package daxplane.conform;

import daxplane.tools.Follow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tools of a recording that go on until they are killed: each looks when a command has ended. */
final class Followers {

    private final Map<String, Consumer<Instant>> looks = new LinkedHashMap<>();

    /** @param tag what a tool that is started now goes on under */
    Follow of(String tag) {
        return new Follow() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public boolean with(Consumer<Instant> look) {
                looks.put(tag, look);
                return true;
            }
        };
    }

    void look() {
        looks.values().forEach(look -> look.accept(Instant.now()));
    }

    /** @return whether it went on until now */
    boolean ended(String tag) {
        return looks.remove(tag) != null;
    }
}
