package daxplane.shell.command;

import java.util.function.Function;
import org.osgi.service.component.ComponentServiceObjects;

/** Fresh instances of a prototype-scoped service, each for one use. */
final class PrototypeService<S> {

    private final ComponentServiceObjects<S> objects;

    PrototypeService(ComponentServiceObjects<S> objects) {
        this.objects = objects;
    }

    /** An instance to be given back. The service may be gone: then its last instance serves until the end of the call. */
    Leased<S> take() {
        return new Leased<>(objects, objects.getService());
    }

    <T> T with(Function<S, T> use) {
        try (var leased = take()) {
            return use.apply(leased.service());
        }
    }

    record Leased<S>(ComponentServiceObjects<S> objects, S service) implements AutoCloseable {

        @Override
        public void close() {
            objects.ungetService(service);
        }
    }
}
