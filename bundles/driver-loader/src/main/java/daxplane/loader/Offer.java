package daxplane.loader;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service of a kind that comes, goes and is exchanged while the system runs.
 *
 * @param name as an operator knows it: {@code kmem}, {@code system-ram}, {@code conform}, {@code linux}
 */
public record Offer(Kind kind, String name) implements Comparable<Offer> {

    /** What a bundle can bring. */
    public enum Kind {
        /** Module of the simulated kernel: its drivers. */
        MODULE("daxplane.kernel.KernelModule", ""),
        /** Kind of ownership that {@code assign} knows. */
        MODE("daxplane.control.Mode", "mode"),
        /** Command of the console. */
        COMMAND("daxplane.shell.extension.ConsoleCommand", "command"),
        /** Rules for label areas. */
        LABELS("daxplane.labels.LabelRules", "labels"),
        /** Where a machine is: what {@code --host} names. */
        HOST("daxplane.host.HostProvider", "host");

        private final String service;
        private final String property;

        Kind(String service, String property) {
            this.service = service;
            this.property = property;
        }

        /** Name of the interface. */
        public String service() {
            return service;
        }

        /** Property of the service that carries the name; empty: the service is asked. */
        String property() {
            return property;
        }

        /** {@code module}, {@code mode}, {@code command}, {@code host}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Kind> of(String service) {
            return Stream.of(values()).filter(kind -> kind.service.equals(service)).findFirst();
        }
    }

    @Override
    public int compareTo(Offer other) {
        int order = kind.compareTo(other.kind);
        return order != 0 ? order : name.compareTo(other.name);
    }

    /** {@code mode system-ram}. */
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
