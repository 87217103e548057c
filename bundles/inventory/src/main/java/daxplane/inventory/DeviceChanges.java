package daxplane.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What became of dax devices between two pictures.
 *
 * <p>A device whose driver changes as well is seen without any: at that moment the old driver has let go and the new one has
 * not taken. Another identity under the same name is another device.
 */
record DeviceChanges(List<Fact> unbound, List<Fact> gone, List<Fact> seen, List<Fact> bound) {

    static DeviceChanges between(SortedMap<String, DaxDevice> before, SortedMap<String, DaxDevice> after) {
        var changes = new DeviceChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        PersistentSortedMap.copyOf(before).differences(PersistentSortedMap.copyOf(after)).forEach(changes::add);
        return changes;
    }

    private void add(Change<String, DaxDevice> change) {
        String name = change.key();
        var was = change.before();
        var is = change.after();
        boolean another = !was.map(DaxDevice::identity).equals(is.map(DaxDevice::identity));
        boolean rebound = another || !was.map(DaxDevice::driver).equals(is.map(DaxDevice::driver));
        boolean seenAnew = !was.map(DaxDevice::unbound).equals(is.map(DaxDevice::unbound));

        was.filter(_ -> rebound).flatMap(DaxDevice::driver).ifPresent(driver -> unbound.add(new Fact.DriverUnbound(name, driver)));
        was.filter(_ -> another).ifPresent(_ -> gone.add(new Fact.DaxDeviceGone(name)));
        is.filter(_ -> seenAnew).ifPresent(device -> seen.add(new Fact.DaxDeviceSeen(rebound ? device.unbound() : device)));
        is.filter(_ -> rebound).flatMap(DaxDevice::driver).ifPresent(driver -> bound.add(new Fact.DriverBound(name, driver)));
    }
}
