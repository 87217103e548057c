package daxplane.kernel;

import daxplane.inventory.AddressRange;
import daxplane.kernel.CxlHardware.Bridge;
import daxplane.kernel.CxlHardware.Expander;
import daxplane.kernel.CxlHardware.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads {@link CxlHardware} from the properties of a machine: what cannot be is refused with the property and a sentence. */
record CxlHardwareReader(Map<String, String> properties) {

    private static final String PREFIX = "cxl.";
    /** Of each kind of thing; the largest machines have fewer. */
    private static final int MOST = 64;
    private static final int USUAL_LABEL_BYTES = 128 << 10;
    private static final int LARGEST_LABEL_AREA = 4 << 20;
    private static final long UNIT = 256L << 20;
    /** More than any physical address can tell. */
    private static final long LARGEST_BYTES = 1L << 52;
    /** How many things can take turns: no others have a code in a CEDT. */
    private static final Set<Integer> WAYS = Set.of(1, 2, 3, 4, 6, 8, 12, 16);

    CxlHardware read() throws UnusableProperty {
        Set<Integer> buses = new HashSet<>();
        List<Bridge> bridges = new ArrayList<>();
        while (properties.containsKey(name("bridge", bridges.size(), "bus"))) {
            bridges.add(new Bridge(bus(name("bridge", bridges.size(), "bus"), buses)));
            limit("bridge", bridges.size());
        }
        List<Window> windows = new ArrayList<>();
        while (properties.containsKey(name("window", windows.size(), "range"))) {
            windows.add(window(windows, bridges.size()));
            limit("window", windows.size());
        }
        List<Expander> expanders = new ArrayList<>();
        while (properties.containsKey(name("memory", expanders.size(), "pmem-bytes"))) {
            expanders.add(expander(expanders, bridges.size(), buses));
            limit("memory", expanders.size());
        }
        refuseBehindGap("bridge", bridges.size(), "bus");
        refuseBehindGap("window", windows.size(), "range");
        refuseBehindGap("memory", expanders.size(), "pmem-bytes");
        return new CxlHardware(windows, bridges, expanders, order(expanders.size()));
    }

    /** Whoever forgets a number or the property that a thing begins with would miss what he wrote for it. */
    private void refuseBehindGap(String kind, int count, String first) throws UnusableProperty {
        Pattern form = Pattern.compile(Pattern.quote(PREFIX + kind) + "(\\d{1,2})\\..*");
        for (String property : properties.keySet()) {
            Matcher matcher = form.matcher(property);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) >= count) {
                throw new UnusableProperty(property, "belongs to nothing: there is no " + name(kind, count, first));
            }
        }
    }

    private static String name(String kind, int number, String what) {
        return PREFIX + kind + number + "." + what;
    }

    private static void limit(String kind, int count) throws UnusableProperty {
        if (count > MOST) {
            throw new UnusableProperty(PREFIX + kind + MOST, "is one more than the " + MOST + " that there may be");
        }
    }

    private Window window(List<Window> before, int bridges) throws UnusableProperty {
        String property = name("window", before.size(), "range");
        String text = properties.get(property);
        AddressRange range = PropertyText.range(text).orElseThrow(() -> new UnusableProperty(property, "is " + text + ", no range like a90000000-b8fffffff"));
        if ((range.start() | range.end()) % UNIT != 0) {
            throw new UnusableProperty(property, "is " + text + "; windows begin and end at a multiple of 256 MiB");
        }
        if (before.stream().anyMatch(other -> other.range().overlaps(range))) {
            throw new UnusableProperty(property, "is " + text + ", which overlaps another window");
        }
        String list = name("window", before.size(), "bridges");
        List<Integer> inTurn = numbers(list, bridges);
        if (!WAYS.contains(inTurn.size())) {
            throw new UnusableProperty(list, "gives " + inTurn.size() + " bridges; 1, 2, 3, 4, 6, 8, 12 or 16 can take turns");
        }
        return new Window(range, inTurn);
    }

    private Expander expander(List<Expander> before, int bridges, Set<Integer> buses) throws UnusableProperty {
        int number = before.size();
        if (bridges == 0) {
            throw new UnusableProperty(name("memory", number, "pmem-bytes"), "needs a bridge: there is no " + name("bridge", 0, "bus"));
        }
        int bridge = (int) number(name("memory", number, "bridge"), 0, bridges - 1);
        int rootPort = (int) before.stream().filter(other -> other.bridge() == bridge).count();
        long bytes = number(name("memory", number, "pmem-bytes"), UNIT, LARGEST_BYTES);
        if (bytes % UNIT != 0) {
            throw new UnusableProperty(name("memory", number, "pmem-bytes"), "is no multiple of 256 MiB");
        }
        String label = name("memory", number, "label-bytes");
        long labelBytes = properties.containsKey(label) ? number(label, 0, LARGEST_LABEL_AREA) : USUAL_LABEL_BYTES;
        if (labelBytes % 256 != 0) {
            throw new UnusableProperty(label, "is no multiple of 256");
        }
        return new Expander(bridge, rootPort, bus(name("memory", number, "bus"), buses), bytes, (int) labelBytes,
                serial(name("memory", number, "serial")), properties.getOrDefault(name("memory", number, "firmware"), ""));
    }

    private long serial(String property) throws UnusableProperty {
        String text = properties.getOrDefault(property, "0x0");
        if (!text.matches("0[xX][0-9a-fA-F]{1,16}")) {
            throw new UnusableProperty(property, "is " + text + ", no number like 0x1000");
        }
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    /** A PCI bus is behind one bridge or one root port. */
    private int bus(String property, Set<Integer> buses) throws UnusableProperty {
        if (!properties.containsKey(property)) {
            throw new UnusableProperty(property, "is missing");
        }
        String text = properties.get(property);
        if (!text.matches("[0-9a-fA-F]{1,2}")) {
            throw new UnusableProperty(property, "is " + text + ", no bus from 00 to ff");
        }
        int bus = Integer.parseInt(text, 16);
        if (!buses.add(bus)) {
            throw new UnusableProperty(property, "is " + text + ", which something else has");
        }
        return bus;
    }

    private long number(String property, long least, long most) throws UnusableProperty {
        String text = properties.getOrDefault(property, "0");
        OptionalLong number = PropertyText.number(text);
        if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
            return number.getAsLong();
        }
        throw new UnusableProperty(property, "is " + text + ", no number from " + least + " to " + most);
    }

    /** All numbers in their order when nothing is said. */
    private List<Integer> numbers(String property, int count) throws UnusableProperty {
        if (!properties.containsKey(property)) {
            return IntStream.range(0, count).boxed().toList();
        }
        String text = properties.get(property);
        List<String> words = PropertyText.words(text);
        if (words.isEmpty() || !words.stream().allMatch(word -> word.matches("[0-9]{1,2}"))) {
            throw new UnusableProperty(property, "is " + text + ", no list like 0 1");
        }
        List<Integer> numbers = words.stream().map(Integer::valueOf).toList();
        if (numbers.stream().anyMatch(number -> number >= count) || numbers.stream().distinct().count() != numbers.size()) {
            throw new UnusableProperty(property, "names something twice, or something that is not there");
        }
        return numbers;
    }

    private List<Integer> order(int expanders) throws UnusableProperty {
        List<Integer> order = numbers(PREFIX + "nvdimm-order", expanders);
        if (order.size() != expanders) {
            throw new UnusableProperty(PREFIX + "nvdimm-order", "does not name each device");
        }
        return order;
    }
}
