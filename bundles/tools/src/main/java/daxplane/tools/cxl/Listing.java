package daxplane.tools.cxl;

import daxplane.tools.json.JsonArray;
import daxplane.tools.json.JsonObject;
import java.util.Set;

/**
 * Which objects {@code cxl list} shows, and where: each below the nearest object above it that is shown too, else at the top. When
 * there is more than one kind of object at the top, each kind is in an object of its own.
 *
 * @param idle whether what is disabled or has no size is shown
 */
record Listing(CxlDevices devices, CxlJson json, Set<Kind> kinds, ListFilter filter, boolean idle) {

    /** What can be asked for. */
    enum Kind {
        BUS, PORT, ENDPOINT, DECODER, MEMORY, REGION
    }

    /** Where objects go that lie below something. Decoders below an object are one list, at the top they are three. */
    private record Place(JsonArray ports, JsonArray endpoints, JsonArray rootDecoders, JsonArray portDecoders, JsonArray endpointDecoders,
            JsonArray regions, JsonArray memories) {

        static Place top() {
            return new Place(new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        }

        static Place below() {
            var decoders = new JsonArray();
            return new Place(new JsonArray(), new JsonArray(), decoders, decoders, decoders, new JsonArray(), new JsonArray());
        }

        void moveInto(JsonObject owner, String name) {
            put(owner, "ports:" + name, ports);
            put(owner, "endpoints:" + name, endpoints);
            put(owner, "decoders:" + name, portDecoders);
            put(owner, "regions:" + name, regions);
            put(owner, "memdevs:" + name, memories);
        }
    }

    JsonArray all() {
        var detached = new JsonArray();
        if (idle && has(Kind.MEMORY)) {
            devices.named("mem\\d+").stream().filter(filter::wantsMemory).filter(memory -> !devices.isBound(memory))
                    .forEach(memory -> detached.add(json.memory(memory)));
        }
        var buses = new JsonArray();
        Place top = Place.top();
        devices.named("root\\d+").stream().filter(filter::leadsToWanted).forEach(root -> bus(root, buses, top));
        var kindsAtTop = new JsonObject();
        put(kindsAtTop, "anon memdevs", detached);
        put(kindsAtTop, "buses", buses);
        put(kindsAtTop, "ports", top.ports);
        put(kindsAtTop, "endpoints", top.endpoints);
        put(kindsAtTop, "memdevs", top.memories);
        put(kindsAtTop, "root decoders", top.rootDecoders);
        put(kindsAtTop, "port decoders", top.portDecoders);
        put(kindsAtTop, "endpoint decoders", top.endpointDecoders);
        put(kindsAtTop, "regions", top.regions);
        return atTop(kindsAtTop);
    }

    private static JsonArray atTop(JsonObject kinds) {
        var members = kinds.members();
        if (members.size() == 1) {
            return (JsonArray) members.firstEntry().getValue();
        }
        var list = new JsonArray();
        members.forEach((kind, objects) -> list.add(new JsonObject().put(kind, objects)));
        return list;
    }

    private void bus(String root, JsonArray buses, Place top) {
        boolean meant = filter.wantsBus(root) && filter.wantsPort(root);
        boolean shown = meant && has(Kind.BUS);
        Place place = shown ? Place.below() : top;
        if (meant) {
            devices.decodersOf(root).forEach(window -> window(window, root, place));
        }
        devices.below(root, "port\\d+").stream().filter(filter::leadsToWanted).forEach(port -> port(port, 1, place));
        if (shown) {
            var bus = json.bus(root);
            place.moveInto(bus, root);
            buses.add(bus);
        }
    }

    private void window(String window, String root, Place place) {
        boolean shown = has(Kind.DECODER) && filter.wantsDecoder(window, root);
        if (shown && !idle && devices.number(window, "size") == 0) {
            return;
        }
        var regions = shown ? new JsonArray() : place.regions;
        if (has(Kind.REGION)) {
            devices.below(window, "region\\d+").stream().filter(region -> filter.wantsRegion(region, window))
                    .filter(region -> idle || devices.isBound(region)).forEach(region -> regions.add(json.region(region)));
        }
        if (shown) {
            var decoder = json.decoder(window, root);
            put(decoder, "regions:" + window, regions);
            place.rootDecoders.add(decoder);
        }
    }

    private void port(String port, int depth, Place outer) {
        boolean meant = filter.wantsPort(port) && filter.wantsBus(devices.upwards(port).findFirst().orElse(""));
        if (meant && !idle && !devices.isBound(port)) {
            return;
        }
        boolean shown = meant && has(Kind.PORT);
        Place place = shown ? Place.below() : outer;
        devices.below(port, "endpoint\\d+").forEach(endpoint -> endpoint(endpoint, depth + 1, place));
        if (meant) {
            decoders(port, place.portDecoders);
        }
        devices.below(port, "port\\d+").stream().filter(filter::leadsToWanted).forEach(inner -> port(inner, depth + 1, place));
        if (shown) {
            var object = json.port(port, depth);
            place.moveInto(object, port);
            outer.ports.add(object);
        }
    }

    private void endpoint(String endpoint, int depth, Place outer) {
        String memory = devices.subject(endpoint);
        if (!filter.wantsEndpoint(endpoint) || !idle && !devices.isBound(endpoint) || !filter.wantsMemory(memory)) {
            return;
        }
        boolean shown = has(Kind.ENDPOINT);
        var object = json.endpoint(endpoint, depth);
        var decoders = shown ? new JsonArray() : outer.endpointDecoders;
        boolean without = has(Kind.MEMORY) && !filter.decodersReach(memory);
        if (has(Kind.MEMORY) && !without && !memory.isEmpty() && (idle || devices.isBound(memory))) {
            if (shown) {
                object.put("memdev", json.memory(memory));
            } else {
                outer.memories.add(json.memory(memory));
            }
        }
        if (!without) {
            decoders(endpoint, decoders);
        }
        if (shown) {
            put(object, "decoders:" + endpoint, decoders);
            outer.endpoints.add(object);
        }
    }

    private void decoders(String port, JsonArray list) {
        if (has(Kind.DECODER)) {
            devices.decodersOf(port).stream().filter(decoder -> filter.wantsDecoder(decoder, port))
                    .filter(decoder -> idle || devices.number(decoder, "size") != 0).forEach(decoder -> list.add(json.decoder(decoder, port)));
        }
    }

    private boolean has(Kind kind) {
        return kinds.contains(kind);
    }

    private static void put(JsonObject owner, String name, JsonArray list) {
        if (!list.isEmpty()) {
            owner.put(name, list);
        }
    }
}
