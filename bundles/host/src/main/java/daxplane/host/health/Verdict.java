package daxplane.host.health;

import daxplane.host.firmware.SmartHealth;
import daxplane.inventory.Dimm;
import daxplane.inventory.DirtyShutdowns;
import daxplane.inventory.Inventory;
import daxplane.inventory.KnownErrors;
import daxplane.inventory.Namespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows from a DIMM's health. Pure.
 *
 * @param complaints the worst first
 * @param silent     whether the firmware tells nothing
 */
public record Verdict(List<Complaint> complaints, boolean silent) {

    /** How bad it is, the worst first. */
    public enum State {
        FATAL, CRITICAL, WARNING, GOOD, UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param what what is wrong, for people @param remedy what to do */
    public record Complaint(State state, String what, String remedy) {
    }

    /** Words of {@code nfit/flags}, what they mean, and how bad that is. */
    private static final Map<String, Complaint> FLAGS = Map.of(
            "not_armed", new Complaint(State.CRITICAL, "it is not armed: what is written now does not outlive a loss of power",
                    "have its energy source checked; until then promise nobody that anything persists"),
            "save_fail", new Complaint(State.CRITICAL, "it could not save its contents when power went last", "check what its namespaces hold"),
            "restore_fail", new Complaint(State.CRITICAL, "it could not bring its contents back at the last start", "check what its namespaces hold"),
            "flush_fail", new Complaint(State.CRITICAL, "what was on its way to it when power went last did not arrive", "check what its namespaces hold"),
            "map_fail", new Complaint(State.CRITICAL, "the firmware could not make it part of the address space", "see the firmware's log"),
            "smart_event", new Complaint(State.WARNING, "its firmware has noted an event", "see its alarms"));

    private static final int MOST_NAMES = 4;
    private static final int WORN_PER_CENT = 90;

    public Verdict {
        complaints = List.copyOf(complaints);
    }

    /** @param acknowledged dirty shutdowns that somebody took notice of, by the identity of the DIMM */
    public static Verdict of(DimmHealth health, Inventory picture, Dimm dimm, Map<String, Long> acknowledged) {
        var complaints = new ArrayList<Complaint>();
        health.smart().ifPresent(smart -> smart(complaints, health, smart));
        health.flags().stream().map(FLAGS::get).filter(Objects::nonNull).forEach(complaints::add);
        dirty(complaints, picture, dimm, acknowledged);
        errors(complaints, picture, dimm);
        if (dimm.locked()) {
            complaints.add(new Complaint(State.WARNING, "it is locked", "load its key and enable it: ndctl load-keys, then enable " + dimm.name()));
        }
        complaints.sort(Comparator.comparing(Complaint::state));
        return new Verdict(complaints, health.smart().isEmpty());
    }

    public State state() {
        return complaints.isEmpty() ? silent ? State.UNKNOWN : State.GOOD : complaints.getFirst().state();
    }

    private static void smart(List<Complaint> complaints, DimmHealth health, SmartHealth smart) {
        if (smart.has(SmartHealth.HEALTH_VALID)) {
            if ((smart.health() & SmartHealth.FATAL) != 0) {
                complaints.add(new Complaint(State.FATAL, "its firmware says that it fails", "copy what can still be read, and replace it"));
            } else if ((smart.health() & SmartHealth.CRITICAL) != 0) {
                complaints.add(new Complaint(State.CRITICAL, "its firmware says that its health is critical", "copy what it holds elsewhere, and replace it"));
            } else if ((smart.health() & SmartHealth.NON_CRITICAL) != 0) {
                complaints.add(new Complaint(State.WARNING, "its firmware asks for maintenance", "see its manufacturer's tool"));
            }
        }
        boolean alarms = smart.has(SmartHealth.ALARMS_VALID);
        if (alarms && smart.alarm(SmartHealth.SPARES_ALARM)) {
            complaints.add(new Complaint(State.CRITICAL, "few spare blocks are left" + health.spares().map(left -> ", " + left + " %").orElse(""), "plan to replace it"));
        }
        if (alarms && smart.alarm(SmartHealth.MEDIA_TEMPERATURE_ALARM)) {
            complaints.add(new Complaint(State.WARNING, "its media are hot" + degrees(health.mediaTemperature()), "cool it"));
        }
        if (alarms && smart.alarm(SmartHealth.CONTROLLER_TEMPERATURE_ALARM)) {
            complaints.add(new Complaint(State.WARNING, "its controller is hot" + degrees(health.controllerTemperature()), "cool it"));
        }
        if (health.lifeUsed().filter(used -> used >= WORN_PER_CENT).isPresent()) {
            complaints.add(new Complaint(State.WARNING, health.lifeUsed().get() + " % of its life are used", "plan to replace it"));
        }
        if (smart.has(SmartHealth.SHUTDOWN_VALID) && smart.unsafeShutdown()) {
            complaints.add(new Complaint(State.WARNING, "its last shutdown was dirty", "check what its namespaces hold"));
        }
        impossible(smart, health).ifPresent(what -> complaints.add(new Complaint(State.WARNING, "its firmware tells what cannot be: " + what, "believe none of its numbers; see its manufacturer's tool")));
    }

    private static String degrees(Optional<Double> celsius) {
        return celsius.map(degrees -> ", " + degrees + " °C").orElse("");
    }

    private static Optional<String> impossible(SmartHealth smart, DimmHealth health) {
        var odd = new ArrayList<String>();
        if (smart.has(SmartHealth.SPARES_VALID) && health.spares().isEmpty()) {
            odd.add(smart.spares() + " % spares");
        }
        if (smart.has(SmartHealth.USED_VALID) && health.lifeUsed().isEmpty()) {
            odd.add(smart.lifeUsed() + " % life used");
        }
        if (smart.has(SmartHealth.MEDIA_TEMPERATURE_VALID) && health.mediaTemperature().isEmpty()) {
            odd.add(SmartHealth.celsius(smart.mediaTemperature()) + " °C of its media");
        }
        if (smart.has(SmartHealth.CONTROLLER_TEMPERATURE_VALID) && health.controllerTemperature().isEmpty()) {
            odd.add(SmartHealth.celsius(smart.controllerTemperature()) + " °C of its controller");
        }
        return odd.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", odd));
    }

    private static void dirty(List<Complaint> complaints, Inventory picture, Dimm dimm, Map<String, Long> acknowledged) {
        if (DirtyShutdowns.increased(picture, acknowledged).contains(dimm)) {
            long was = acknowledged.get(dimm.identity());
            complaints.add(new Complaint(State.CRITICAL, "it may have lost data when power went: dirty shutdowns " + was + " -> " + DirtyShutdowns.of(picture, dimm).orElse(was)
                    + "; suspect: " + names(DirtyShutdowns.namespaces(picture, dimm)), "check what they hold; then health ack " + dimm.name()));
        }
    }

    private static String names(List<Namespace> namespaces) {
        return namespaces.isEmpty() ? "no namespaces" : namespaces.stream().limit(MOST_NAMES).map(Namespace::name).collect(Collectors.joining(", "))
                + (namespaces.size() > MOST_NAMES ? " and " + (namespaces.size() - MOST_NAMES) + " more" : "");
    }

    private static void errors(List<Complaint> complaints, Inventory picture, Dimm dimm) {
        int places = errors(picture, dimm);
        if (places != 0) {
            complaints.add(new Complaint(State.WARNING, places + (places == 1 ? " place" : " places") + " behind its regions " + (places == 1 ? "is" : "are") + " known to be bad",
                    "ndctl clear-errors NAMESPACE, or --clear-errors when the memory is handed over"));
        }
    }

    /** Places that are known to be bad in regions that a DIMM serves. */
    public static int errors(Inventory picture, Dimm dimm) {
        var all = KnownErrors.in(picture);
        return picture.regions().values().stream().filter(region -> region.mappings().stream().anyMatch(mapping -> mapping.dimm().equals(dimm.name())))
                .mapToInt(region -> all.within(region.range()).ranges().size()).sum();
    }
}
