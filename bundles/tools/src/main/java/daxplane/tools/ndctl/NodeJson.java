package daxplane.tools.ndctl;

import daxplane.tools.json.JsonObject;

/** NUMA nodes as listings show them: only those that are known. */
final class NodeJson {

    private NodeJson() {
    }

    static void add(JsonObject json, int numaNode, int targetNode) {
        if (numaNode >= 0) {
            json.put("numa_node", numaNode);
        }
        if (targetNode >= 0) {
            json.put("target_node", targetNode);
        }
    }
}
