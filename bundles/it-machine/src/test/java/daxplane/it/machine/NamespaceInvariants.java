package daxplane.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.host.HostException;
import daxplane.inventory.AddressRange;
import daxplane.labels.AreaSource;
import daxplane.labels.Finding;
import daxplane.labels.LabelSlot;
import daxplane.labels.LabelStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Regions, namespaces and labels: invariants I1 to I6 of docs/kernel/operations.md 10, at rest (no power was lost within a step). */
record NamespaceInvariants(Sight sight) {

    private static final String ND = "/sys/bus/nd/devices/";
    private static final String LABELLED = "5";

    /** A namespace that has capacity. */
    private record Space(String name, AddressRange range, String uuid) {
    }

    /** The DIMM of a mapping and its labels. */
    private record Part(String dimm, LabelStore store) {
    }

    void check() throws HostException {
        oneDriverEach();
        oneClaimEach();
        for (String dimm : sight.names(ND, "nmem\\d+")) {
            labelAreaIsSound(dimm, labels(dimm));
        }
        for (String region : sight.names(ND, "region\\d+")) {
            if (sight.driver(ND + region).isPresent()) {
                region(ND + region);
            }
        }
    }

    /** I1, of both buses. */
    private void oneDriverEach() throws HostException {
        for (String bus : List.of("nd", "dax")) {
            Map<String, String> holders = new LinkedHashMap<>();
            for (String driver : sight.names("/sys/bus/" + bus + "/drivers", ".*")) {
                for (String device : sight.names("/sys/bus/" + bus + "/drivers/" + driver, "(nmem|region|namespace|btt|pfn|dax)\\d+(\\.\\d+)?")) {
                    assertThat(holders.put(device, driver)).as("I1: another driver of %s besides %s", device, driver).isNull();
                    assertThat(sight.driver("/sys/bus/" + bus + "/devices/" + device)).as("I1: driver of %s", device).contains(driver);
                }
            }
        }
    }

    /** I1. */
    private void oneClaimEach() throws HostException {
        Map<String, String> claims = new LinkedHashMap<>();
        for (String personality : sight.names(ND, "(btt|pfn|dax)\\d+\\.\\d+")) {
            String namespace = sight.text(ND + personality + "/namespace");
            if (!namespace.isEmpty()) {
                assertThat(claims.put(namespace, personality)).as("I1: another claim on %s besides %s", namespace, personality).isNull();
                assertThat(sight.text(ND + namespace + "/holder")).as("I1: holder of %s", namespace).isEqualTo(personality);
            }
        }
    }

    private LabelStore labels(String dimm) throws HostException {
        int bytes = sight.host().labelAreas().size(dimm).areaBytes();
        return LabelStore.read(AreaSource.of(sight.host().labelAreas().read(dimm, 0, bytes)));
    }

    /** I6, and the part of I2 on DPA extents. */
    private static void labelAreaIsSound(String dimm, LabelStore store) {
        assertThat(store).as("I6: labels of %s", dimm).isInstanceOf(LabelStore.Labelled.class);
        assertThat(store.findings()).as("I6, I2: labels of %s", dimm).filteredOn(finding -> !(finding instanceof Finding.UnknownType)).isEmpty();
        LabelStore.Labelled labelled = (LabelStore.Labelled) store;
        assertThat(labelled.freeSlots()).as("I6: free slots of %s", dimm).isPositive();
        assertThat(labelled.labels()).as("I6: labels in all used slots of %s", dimm).hasSize(labelled.index().slots() - labelled.index().freeSlots());
    }

    private void region(String region) throws HostException {
        int ways = (int) sight.number(region + "/mappings");
        long size = sight.number(region + "/size");
        AddressRange whole = AddressRange.ofSize(sight.number(region + "/resource"), size);
        long align = sight.number(region + "/align");
        List<Space> spaces = spaces(region);
        long used = 0;
        for (Space space : spaces) {
            assertThat(whole.contains(space.range())).as("I2: %s in %s", space, whole).isTrue();
            spaces.stream().filter(other -> other != space)
                    .forEach(other -> assertThat(space.range().overlaps(other.range())).as("I2: %s and %s", space, other).isFalse());
            used += space.range().bytes();
        }
        if (!sight.text(region + "/nstype").equals(LABELLED)) {
            return;
        }
        for (Space space : spaces) {
            assertThat(space.range().bytes() % align).as("I4: %s of align %d", space, align).isZero();
            assertThat(space.range().bytes() % ways).as("I4: %s on %d DIMMs", space, ways).isZero();
        }
        if (size % (align * ways) == 0) {
            assertThat(used + sight.number(region + "/available_size")).as("I3: %s", region).isEqualTo(size);
        }
        labelsMakeUpNamespaces(region, ways, spaces);
    }

    private List<Space> spaces(String region) throws HostException {
        List<Space> spaces = new ArrayList<>();
        for (String name : sight.names(region, "namespace\\d+\\.\\d+")) {
            long bytes = sight.number(ND + name + "/size");
            if (bytes > 0) {
                boolean labelled = sight.exists(ND + name + "/uuid");
                spaces.add(new Space(name, AddressRange.ofSize(sight.number(ND + name + "/resource"), bytes), labelled ? sight.text(ND + name + "/uuid") : ""));
            }
        }
        return spaces;
    }

    /** I5. */
    private void labelsMakeUpNamespaces(String region, int ways, List<Space> spaces) throws HostException {
        long cookie = sight.number(region + "/set_cookie");
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < ways; i++) {
            String dimm = sight.text(region + "/mapping" + i).split(",")[0];
            parts.add(new Part(dimm, labels(dimm)));
        }
        Set<UUID> live = new HashSet<>();
        for (Space space : spaces) {
            UUID uuid = UUID.fromString(space.uuid());
            live.add(uuid);
            Set<Integer> positions = new HashSet<>();
            for (Part part : parts) {
                List<LabelSlot.Valid> slots = ofSet(part, cookie).stream().filter(slot -> slot.label().uuid().equals(uuid)).toList();
                assertThat(slots).as("I5: labels of %s on %s", space, part.dimm()).hasSize(1);
                assertThat(slots.getFirst().label().labels()).as("I5: DIMMs of %s", space).isEqualTo(ways);
                assertThat(slots.getFirst().label().rawSize()).as("I5: part of %s on %s", space, part.dimm()).isEqualTo(space.range().bytes() / ways);
                assertThat(slots.getFirst().label().updating()).as("I5: %s is being updated", space).isFalse();
                positions.add(slots.getFirst().label().position());
            }
            assertThat(positions).as("I5: positions of %s", space).hasSize(ways).allMatch(position -> position < ways);
        }
        for (Part part : parts) {
            assertThat(ofSet(part, cookie)).as("I5: orphans on %s", part.dimm()).allMatch(slot -> live.contains(slot.label().uuid()));
        }
    }

    private static List<LabelSlot.Valid> ofSet(Part part, long cookie) {
        return ((LabelStore.Labelled) part.store()).labels().stream().filter(slot -> slot.label().cookie() == cookie).toList();
    }
}
