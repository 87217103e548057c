package daxplane.tools.ndctl;

import daxplane.labels.CxlLabel;
import daxplane.tools.json.Json;
import daxplane.tools.json.JsonObject;

/**
 * A label in the form that CXL defines, with the fields of docs/kernel/labels.md 2.2 and 2.3 under their names there. The original knows
 * no such labels and takes them for labels of version 1.2, with the type for the uuid (docs/FIDELITY.md).
 */
final class CxlLabelJson {

    private CxlLabelJson() {
    }

    static JsonObject of(CxlLabel label) {
        return switch (label) {
            case CxlLabel.OfNamespace namespace -> of(namespace);
            case CxlLabel.OfRegion region -> of(region);
        };
    }

    private static JsonObject of(CxlLabel.OfNamespace label) {
        return new JsonObject().put("uuid", label.uuid().toString()).put("name", label.name()).put("slot", label.slot())
                .put("position", label.position()).put("nrange", label.ranges()).put("flags", flags(label.flags()))
                .put("lbasize", label.lbaSize()).put("dpa", new Json.Hex(label.dpa())).put("rawsize", new Json.Size(label.rawSize()))
                .put("align", Integer.toUnsignedLong(label.align())).put("type_uuid", CxlLabel.NAMESPACE_TYPE.toString())
                .put("region_uuid", label.region().toString()).put("abstraction_uuid", label.abstractionGuid().toString());
    }

    private static JsonObject of(CxlLabel.OfRegion label) {
        return new JsonObject().put("uuid", label.uuid().toString()).put("slot", label.slot()).put("position", label.position())
                .put("nlabel", label.labels()).put("flags", flags(label.flags())).put("dpa", new Json.Hex(label.dpa()))
                .put("rawsize", new Json.Size(label.rawSize())).put("hpa", new Json.Hex(label.hpa()))
                .put("ig", Integer.toUnsignedLong(label.granularity())).put("align", Integer.toUnsignedLong(label.align()))
                .put("type_uuid", CxlLabel.REGION_TYPE.toString());
    }

    private static Json flags(int flags) {
        return new Json.Hex(Integer.toUnsignedLong(flags));
    }
}
