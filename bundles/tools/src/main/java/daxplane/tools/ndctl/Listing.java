package daxplane.tools.ndctl;

import daxplane.tools.json.Json;
import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import daxplane.tools.json.JsonText;
import daxplane.tools.nd.Bus;
import daxplane.tools.nd.Dimm;
import daxplane.tools.nd.Mapping;
import daxplane.tools.nd.Namespace;
import daxplane.tools.nd.NamespaceMode;
import daxplane.tools.nd.Region;
import daxplane.tools.nd.RegionType;
import daxplane.tools.options.Values;
import daxplane.tools.session.Session;
import daxplane.tools.session.WholeNumber;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code ndctl list} gathers, nested as far as the containers are shown. */
final class Listing {

    /** Which kinds of objects to show, and how much of each. */
    record Scope(boolean buses, boolean dimms, boolean regions, boolean namespaces, boolean configured, boolean human, Detail detail) {

        /** Without any kind asked for, the filters tell; and without those, namespaces. */
        static Scope of(Values options) {
            int verbose = options.times("verbose");
            boolean none = nothingAskedFor(options);
            boolean buses = none ? options.text("bus").isPresent() : options.has("buses");
            boolean dimms = none ? options.text("dimm").isPresent() : options.has("dimms");
            boolean regions = none ? options.text("region").isPresent() : options.has("regions");
            boolean namespaces = verbose >= 1 || !(buses || dimms || regions) || options.has("namespaces");
            boolean dax = options.has("device-dax") || verbose >= 1;
            var detail = new Detail(options.has("idle") || verbose >= 3, verbose >= 1, dax,
                    options.has("media-errors") || verbose >= 1, options.has("capabilities") || verbose >= 3,
                    options.has("health") || verbose >= 3, options.has("firmware") || verbose >= 3);
            return new Scope(buses || verbose >= 2, dimms || verbose >= 2, regions || verbose >= 2, namespaces, options.has("configured"), options.has("human"), detail);
        }
    }

    /** Which objects to show. An object is also left out when what contains it, or what it consists of, is filtered away. */
    record Filter(Optional<String> bus, Optional<String> region, Optional<String> dimm, Optional<String> namespace,
            Optional<NamespaceMode> mode, Optional<RegionType> type, OptionalInt node) {

        static Filter of(Values options) {
            boolean daxAlone = options.has("device-dax") && options.text("mode").isEmpty() && nothingAskedFor(options);
            var mode = daxAlone ? Optional.of(NamespaceMode.DEVDAX) : options.text("mode").flatMap(NamespaceMode::named);
            var node = options.text("numa-node").flatMap(WholeNumber::parse).map(Long::intValue).filter(number -> number != ANY_NODE);
            return new Filter(options.text("bus"), options.text("region"), options.text("dimm"), options.text("namespace"), mode,
                    options.text("type").flatMap(RegionType::named), node.isPresent() ? OptionalInt.of(node.get()) : OptionalInt.empty());
        }

        boolean wants(Bus candidate) {
            return bus.map(words -> NdFilter.means(words, candidate)).orElse(true)
                    && dimm.map(words -> candidate.dimms().stream().anyMatch(d -> NdFilter.means(words, d))).orElse(true)
                    && region.map(words -> candidate.regions().stream().anyMatch(r -> NdFilter.means(words, r))).orElse(true)
                    && namespace.map(words -> candidate.regions().stream().anyMatch(r -> has(r, words))).orElse(true);
        }

        boolean wants(Dimm candidate) {
            return dimm.map(words -> NdFilter.means(words, candidate)).orElse(true)
                    && region.map(words -> using(candidate).anyMatch(r -> NdFilter.means(words, r))).orElse(true)
                    && namespace.map(words -> using(candidate).anyMatch(r -> has(r, words))).orElse(true)
                    && (node.isEmpty() || using(candidate).anyMatch(r -> r.numaNode() == node.getAsInt()));
        }

        private static java.util.stream.Stream<Region> using(Dimm dimm) {
            return dimm.bus().regions().stream().filter(r -> r.mappings().stream().anyMatch(m -> m.dimm().equals(dimm)));
        }

        boolean wants(Region candidate) {
            return region.map(words -> NdFilter.means(words, candidate)).orElse(true)
                    && dimm.map(words -> candidate.mappings().stream().anyMatch(m -> NdFilter.means(words, m.dimm()))).orElse(true)
                    && namespace.map(words -> has(candidate, words)).orElse(true)
                    && (node.isEmpty() || candidate.numaNode() == node.getAsInt())
                    && type.map(wanted -> candidate.type() == wanted).orElse(true);
        }

        boolean wants(Namespace candidate) {
            return namespace.map(words -> NdFilter.means(words, candidate)).orElse(true)
                    && mode.map(wanted -> candidate.mode() == wanted).orElse(true);
        }

        boolean wantsMapping(Mapping candidate) {
            return dimm.map(words -> NdFilter.means(words, candidate.dimm())).orElse(true);
        }

        private static boolean has(Region region, String words) {
            return region.namespaces().stream().anyMatch(candidate -> NdFilter.means(words, candidate));
        }
    }

    /** What stands for no node in particular. */
    private static final int ANY_NODE = -1;

    private static boolean nothingAskedFor(Values options) {
        return !options.has("buses") && !options.has("dimms") && !options.has("regions") && !options.has("namespaces");
    }

    private final Session session;
    private final Scope scope;
    private final Filter filter;
    private final JsonArray buses = new JsonArray();
    private final JsonArray dimms = new JsonArray();
    private final JsonArray regions = new JsonArray();
    private final JsonArray namespaces = new JsonArray();
    private boolean lastRegionHasNamespaces;

    Listing(Session session, Scope scope, Filter filter) {
        this.session = session;
        this.scope = scope;
        this.filter = filter;
    }

    void look(Bus bus) {
        if (!filter.wants(bus)) {
            return;
        }
        var ofBus = DimmJson.of(bus, scope.detail().firmware());
        var dimmsOfBus = scope.buses() ? new JsonArray() : dimms;
        var regionsOfBus = scope.buses() ? new JsonArray() : regions;
        var namespacesOfBus = scope.buses() ? new JsonArray() : namespaces;
        if (scope.dimms()) {
            bus.dimms().stream().filter(filter::wants).filter(dimm -> scope.detail().idle() || scope.configured() || dimm.enabled())
                    .forEach(dimm -> dimmsOfBus.add(DimmJson.of(session, dimm, scope.detail().health(), scope.detail().firmware())));
        }
        bus.regions().stream().filter(filter::wants).filter(this::shows)
                .forEach(region -> look(region, regionsOfBus, namespacesOfBus));
        if (scope.buses()) {
            putUnlessEmpty(ofBus, "dimms", dimmsOfBus);
            putUnlessEmpty(ofBus, "regions", regionsOfBus);
            putUnlessEmpty(ofBus, "namespaces", namespacesOfBus);
            buses.add(ofBus);
        }
    }

    private boolean shows(Region region) {
        return scope.detail().idle() || scope.configured() || region.enabled();
    }

    private void look(Region region, JsonArray regionsAround, JsonArray namespacesAround) {
        var inRegion = scope.regions() ? new JsonArray() : namespacesAround;
        if (scope.namespaces()) {
            region.namespaces().stream().filter(filter::wants).filter(this::shows)
                    .forEach(namespace -> NamespaceJson.of(session, namespace, scope.detail()).ifPresent(inRegion::add));
        }
        if (scope.regions()) {
            List<Mapping> mappings = scope.dimms() ? region.mappings().stream().filter(filter::wantsMapping)
                    .filter(mapping -> scope.detail().idle() || scope.configured() || mapping.dimm().enabled()).toList() : List.of();
            JsonObject json = RegionJson.of(session, region, mappings, scope.detail());
            putUnlessEmpty(json, "namespaces", inRegion);
            lastRegionHasNamespaces = !inRegion.isEmpty();
            regionsAround.add(json);
        }
    }

    private boolean shows(Namespace namespace) {
        return scope.detail().idle() || namespace.active() || scope.configured() && namespace.configured();
    }

    private static void putUnlessEmpty(JsonObject json, String key, JsonArray list) {
        if (!list.isEmpty()) {
            json.put(key, list);
        }
    }

    /**
     * Several kinds without a container stand side by side in an object. The originals also take a list of regions for
     * several kinds when the last of them has namespaces.
     */
    void show() {
        var side = new JsonObject();
        putUnlessEmpty(side, "dimms", dimms);
        putUnlessEmpty(side, "regions", regions);
        putUnlessEmpty(side, "namespaces", namespaces);
        if (!buses.isEmpty()) {
            session.show(buses, scope.human());
        } else if (side.members().size() > 1 || lastRegionHasNamespaces) {
            session.stdout(JsonText.of(side, scope.human()) + "\n");
        } else {
            side.members().values().stream().findFirst().ifPresent((Json only) -> session.show((JsonArray) only, scope.human()));
        }
    }
}
