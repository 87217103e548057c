package daxplane.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What no NFIT tells of NVDIMM buses and DIMMs: which commands their firmware understands, and how healthy a DIMM is when the
 * machine is new. From machine properties; without any, firmware understands label commands only.
 *
 * <pre>
 *   nd.module = nfit_test                        # the module that has the buses; nfit when nothing is said
 *   nd.bus0.provider = nfit_test.0               # bus 0 is that of NFIT.bin, bus 1 that of NFIT1.bin ...
 *   nd.bus0.commands = scrub clear inject firmware
 *   nd.bus0.empty-slots = 0x1000                 # handles of DIMMs that are not plugged in
 *   nd.dimm0.commands = health inject security firmware
 *   nd.dimm0.dirty-shutdowns = 42                # no count when nothing is said
 *   nd.dimm0.health = non-critical               # ok, non-critical, critical, fatal
 *   nd.dimm0.media-temperature = 23              # degrees Celsius, as are controller-temperature and *-alarm-at
 *   nd.dimm0.spares = 75                         # per cent, as are life-used and spares-alarm-at
 *   nd.dimm0.alarms = spares media-temperature   # those that are switched on
 * </pre>
 *
 * DIMMs are numbered as their images are: {@code nd.dimm0} is {@code dimm0.img}.
 *
 * @param module that puts the buses there
 * @param dimms  by position in {@link Firmware.Nfit#dimms()}
 */
public record NvdimmHardware(String module, List<Bus> buses, Map<Integer, Dimm> dimms) {

    /** The module of buses that ACPI describes. */
    public static final String ACPI = "nfit";

    private static final String ACPI_PROVIDER = "ACPI.NFIT";
    private static final int MOST_BUSES = 8;
    private static final int SHARE = 100;
    /** A handle is a number of 32 bits. */
    private static final long LARGEST_HANDLE = 0xffff_ffffL;

    /** What the firmware of a bus can do. */
    public enum BusCommand {
        /** Looks for errors of media (ARS). */
        SCRUB,
        /** Makes bad places good. */
        CLEAR,
        /** Pretends errors. */
        INJECT,
        /** Activates other firmware of DIMMs while the system is quiet. */
        FIRMWARE
    }

    /** What the firmware of a DIMM can do besides labels. */
    public enum DimmCommand {
        HEALTH, INJECT, SECURITY, FIRMWARE
    }

    public enum Alarm {
        SPARES, MEDIA_TEMPERATURE, CONTROLLER_TEMPERATURE
    }

    /** @param provider as the attribute shows it; @param emptySlots handles of DIMMs that could be plugged in */
    public record Bus(String provider, Set<BusCommand> commands, List<Long> emptySlots) {

        public Bus {
            emptySlots = List.copyOf(emptySlots);
        }
    }

    /**
     * A DIMM when its machine is new. Temperatures in 1/16 degree Celsius.
     *
     * @param dirtyShutdowns how often power went with data unsaved; empty when its firmware does not count
     * @param health         0 good, bits: 1 non-critical, 2 critical, 4 fatal
     */
    public record Dimm(Set<DimmCommand> commands, OptionalInt dirtyShutdowns, int health, int mediaTemperature, int controllerTemperature,
            int spares, int lifeUsed, Set<Alarm> alarms, int mediaTemperatureLimit, int controllerTemperatureLimit, int sparesLimit) {

        /** Understands label commands only, and is as good as new. */
        public static final Dimm PLAIN = new Dimm(Set.of(), OptionalInt.empty(), 0, 23 * 16, 25 * 16, 100, 0, Set.of(), 40 * 16, 30 * 16, 5);

        public boolean understands(DimmCommand command) {
            return commands.contains(command);
        }
    }

    public NvdimmHardware {
        buses = List.copyOf(buses);
        dimms = Collections.unmodifiableMap(new TreeMap<>(dimms));
    }

    public static boolean isProperty(String name) {
        return name.matches("nd\\.(module|bus[0-7]\\.(provider|commands|empty-slots)|dimm" + PropertyText.INDEX + "\\.(commands|dirty-shutdowns|health|alarms|spares|life-used"
                + "|spares-alarm-at|(media|controller)-temperature(-alarm-at)?))");
    }

    /** Hardware of a machine whose definition was read, so that nothing can be wrong with it. */
    public static NvdimmHardware of(Kernel kernel) {
        try {
            return of(kernel.firmware().parameters());
        } catch (UnusableProperty refusedBefore) {
            throw new IllegalStateException(refusedBefore);
        }
    }

    /** @param properties of the machine; none of them need speak of NVDIMMs */
    public static NvdimmHardware of(Map<String, String> properties) throws UnusableProperty {
        String module = properties.getOrDefault("nd.module", ACPI);
        if (!module.matches("[a-z][a-z0-9_]{0,30}")) {
            throw new UnusableProperty("nd.module", "is " + module + ", no name of a module");
        }
        List<Bus> buses = new ArrayList<>();
        for (int bus = 0; bus < MOST_BUSES; bus++) {
            String prefix = "nd.bus" + bus + ".";
            buses.add(new Bus(properties.getOrDefault(prefix + "provider", ACPI_PROVIDER), words(properties, prefix + "commands", BusCommand.class),
                    handles(properties, prefix + "empty-slots")));
        }
        Map<Integer, Dimm> dimms = new TreeMap<>();
        for (String name : properties.keySet()) {
            if (isProperty(name) && name.startsWith("nd.dimm")) {
                int number = Integer.parseInt(name.substring("nd.dimm".length(), name.indexOf('.', "nd.dimm".length())));
                if (!dimms.containsKey(number)) {
                    dimms.put(number, dimm(properties, "nd.dimm" + number + "."));
                }
            }
        }
        return new NvdimmHardware(module, buses, dimms);
    }

    /** What a DIMM can do and how it is, when nobody has changed it yet. */
    public Dimm dimm(int number) {
        return dimms.getOrDefault(number, Dimm.PLAIN);
    }

    private static Dimm dimm(Map<String, String> properties, String prefix) throws UnusableProperty {
        Optional<String> shutdowns = Optional.ofNullable(properties.get(prefix + "dirty-shutdowns"));
        return new Dimm(words(properties, prefix + "commands", DimmCommand.class),
                shutdowns.isPresent() ? OptionalInt.of(number(properties, prefix + "dirty-shutdowns", 0, Integer.MAX_VALUE)) : OptionalInt.empty(),
                health(properties, prefix + "health"),
                temperature(properties, prefix + "media-temperature", Dimm.PLAIN.mediaTemperature),
                temperature(properties, prefix + "controller-temperature", Dimm.PLAIN.controllerTemperature),
                number(properties, prefix + "spares", Dimm.PLAIN.spares, SHARE), number(properties, prefix + "life-used", Dimm.PLAIN.lifeUsed, SHARE),
                words(properties, prefix + "alarms", Alarm.class),
                temperature(properties, prefix + "media-temperature-alarm-at", Dimm.PLAIN.mediaTemperatureLimit),
                temperature(properties, prefix + "controller-temperature-alarm-at", Dimm.PLAIN.controllerTemperatureLimit),
                number(properties, prefix + "spares-alarm-at", Dimm.PLAIN.sparesLimit, SHARE));
    }

    private static List<Long> handles(Map<String, String> properties, String name) throws UnusableProperty {
        List<Long> handles = new ArrayList<>();
        for (String word : PropertyText.words(properties.getOrDefault(name, ""))) {
            OptionalLong handle = PropertyText.number(word);
            if (handle.isEmpty() || handle.getAsLong() > LARGEST_HANDLE) {
                throw new UnusableProperty(name, "names " + word + ", no handle like 0x1000");
            }
            handles.add(handle.getAsLong());
        }
        return handles;
    }

    private static int health(Map<String, String> properties, String name) throws UnusableProperty {
        String word = properties.getOrDefault(name, "ok");
        return switch (word) {
            case "ok" -> 0;
            case "non-critical" -> 1;
            case "critical" -> 2;
            case "fatal" -> 4;
            default -> throw new UnusableProperty(name, "is " + word + ", none of ok, non-critical, critical, fatal");
        };
    }

    private static int temperature(Map<String, String> properties, String name, int usual) throws UnusableProperty {
        return properties.containsKey(name) ? 16 * number(properties, name, 0, 2000) : usual;
    }

    private static int number(Map<String, String> properties, String name, int usual, int most) throws UnusableProperty {
        String text = properties.getOrDefault(name, Integer.toString(usual));
        OptionalLong number = PropertyText.number(text);
        if (number.isEmpty() || number.getAsLong() > most) {
            throw new UnusableProperty(name, "is " + text + ", no number from 0 to " + most);
        }
        return (int) number.getAsLong();
    }

    private static <E extends Enum<E>> Set<E> words(Map<String, String> properties, String name, Class<E> kind) throws UnusableProperty {
        Set<E> found = EnumSet.noneOf(kind);
        for (String word : PropertyText.words(properties.getOrDefault(name, ""))) {
            found.add(EnumSet.allOf(kind).stream().filter(it -> spelled(it).equals(word)).findFirst()
                    .orElseThrow(() -> new UnusableProperty(name, "has " + word + ", none of "
                            + String.join(", ", EnumSet.allOf(kind).stream().map(NvdimmHardware::spelled).toList()))));
        }
        return Collections.unmodifiableSet(found);
    }

    private static String spelled(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
