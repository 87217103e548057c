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
record Listing(CxlDevices devices, CxlJson json, Set<Kind> kinds, boolean idle) {

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
            devices.named("mem\\d+").stream().filter(memory -> !devices.isBound(memory)).forEach(memory -> detached.add(json.memory(memory)));
        }
        var buses = new JsonArray();
        Place top = Place.top();
        devices.named("root\\d+").forEach(root -> bus(root, buses, top));
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
        Place place = has(Kind.BUS) ? Place.below() : top;
        for (String window : devices.decodersOf(root)) {
            window(window, root, place);
        }
        devices.below(root, "port\\d+").forEach(port -> port(port, 1, place));
        if (has(Kind.BUS)) {
            var bus = json.bus(root);
            place.moveInto(bus, root);
            buses.add(bus);
        }
    }

    private void window(String window, String root, Place place) {
        boolean shown = has(Kind.DECODER) && (idle || devices.number(window, "size") != 0);
        if (has(Kind.DECODER) && !shown) {
            return;
        }
        var regions = shown ? new JsonArray() : place.regions;
        if (has(Kind.REGION)) {
            devices.below(window, "region\\d+").stream().filter(region -> idle || devices.isBound(region))
                    .forEach(region -> regions.add(json.region(region)));
        }
        if (shown) {
            var decoder = json.decoder(window, root);
            put(decoder, "regions:" + window, regions);
            place.rootDecoders.add(decoder);
        }
    }

    private void port(String port, int depth, Place outer) {
        if (!idle && !devices.isBound(port)) {
            return;
        }
        Place place = has(Kind.PORT) ? Place.below() : outer;
        devices.below(port, "endpoint\\d+").forEach(endpoint -> endpoint(endpoint, depth + 1, place));
        decoders(port, place.portDecoders);
        devices.below(port, "port\\d+").forEach(inner -> port(inner, depth + 1, place));
        if (has(Kind.PORT)) {
            var object = json.port(port, depth);
            place.moveInto(object, port);
            outer.ports.add(object);
        }
    }

    private void endpoint(String endpoint, int depth, Place outer) {
        if (!idle && !devices.isBound(endpoint)) {
            return;
        }
        String memory = devices.subject(endpoint);
        boolean withMemory = has(Kind.MEMORY) && !memory.isEmpty() && (idle || devices.isBound(memory));
        if (!has(Kind.ENDPOINT)) {
            if (withMemory) {
                outer.memories.add(json.memory(memory));
            }
            decoders(endpoint, outer.endpointDecoders);
            return;
        }
        var object = json.endpoint(endpoint, depth);
        if (withMemory) {
            object.put("memdev", json.memory(memory));
        }
        var decoders = new JsonArray();
        decoders(endpoint, decoders);
        put(object, "decoders:" + endpoint, decoders);
        outer.endpoints.add(object);
    }

    private void decoders(String port, JsonArray list) {
        if (has(Kind.DECODER)) {
            devices.decodersOf(port).stream().filter(decoder -> idle || devices.number(decoder, "size") != 0)
                    .forEach(decoder -> list.add(json.decoder(decoder, port)));
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
