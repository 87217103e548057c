package daxplane.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of devices that the drivers of a bus were told to take, through the files {@code new_id} and {@code remove_id} of a
 * driver. A list lives as long as its driver is registered.
 *
 * <p>A new id is not a message to one device: the driver is offered every unbound device that it matches, also ones whose probe
 * failed before, and failures stay silent. Removing an id never unbinds. Source: docs/kernel/drivers.md 3.3, 09 items 1 to 6.
 */
public final class DriverIds {

    private final Kernel kernel;
    private final Bus bus;
    private final String owner;
    private final Map<String, IdList> lists = new HashMap<>();

    /** @param owner name of the module that restores the lists after a restart of the process */
    public DriverIds(Kernel kernel, Bus bus, String owner) {
        this.kernel = kernel;
        this.bus = bus;
        this.owner = owner;
    }

    /** Whether the device is on the driver's list. */
    public boolean told(String driver, String device) {
        return lists.containsKey(driver) && lists.get(driver).names.contains(device);
    }

    /** The two files of a driver. EINVAL: what is written is no {@link DaxId}. */
    public List<Attribute> attributes(String driver) {
        return List.of(
                Attribute.writeOnly("new_id", value -> {
                    add(driver, DaxId.of(new WrittenText(value)).toString());
                    kernel.devices().attach(bus, driver);
                }),
                Attribute.writeOnly("remove_id", value -> remove(driver, DaxId.of(new WrittenText(value)).toString())));
    }

    /** The driver is unregistered. */
    public void driverGone(String driver) {
        Optional.ofNullable(lists.remove(driver)).ifPresent(kernel::forget);
    }

    /** Whether the document describes a list of this bus. */
    public boolean describes(StateRecord document) {
        return document.key().startsWith(keyOf(""));
    }

    public void restore(StateRecord document) {
        IdList list = new IdList(document.key().substring(keyOf("").length()));
        list.names.addAll(document.values().keySet());
        lists.put(list.driver, list);
    }

    private void add(String driver, String name) {
        IdList list = lists.computeIfAbsent(driver, IdList::new);
        if (list.names.add(name)) {
            kernel.changed(list);
        }
    }

    private void remove(String driver, String name) {
        IdList list = lists.get(driver);
        if (list != null && list.names.remove(name)) {
            kernel.changed(list);
        }
    }

    private String keyOf(String driver) {
        return bus.name() + "/ids/" + driver;
    }

    private final class IdList implements Persistent {

        private final String driver;
        private final SortedSet<String> names = new TreeSet<>();

        private IdList(String driver) {
            this.driver = driver;
        }

        @Override
        public StateRecord document() {
            Map<String, String> values = new TreeMap<>();
            names.forEach(name -> values.put(name, ""));
            return StateRecord.of(owner, keyOf(driver), values);
        }
    }
}
