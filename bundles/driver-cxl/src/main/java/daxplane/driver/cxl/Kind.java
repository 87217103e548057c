package daxplane.driver.cxl;

/** What a device on the cxl bus is, and the number by which a driver is matched to it. Corpus cxl61-pmem, state0. */
enum Kind {
    ROOT_DECODER("cxl_decoder_root", 0),
    SWITCH_DECODER("cxl_decoder_switch", 0),
    ENDPOINT_DECODER("cxl_decoder_endpoint", 0),
    BRIDGE("cxl_nvdimm_bridge", 1),
    NVDIMM("cxl_nvdimm", 2),
    PORT("cxl_port", 3),
    ENDPOINT("cxl_port", 3),
    ROOT("cxl_port", 4),
    MEMORY("cxl_memdev", 5),
    REGION("cxl_region", 6),
    PMEM_REGION("cxl_pmem_region", 7);

    private final String devtype;
    private final int type;

    Kind(String devtype, int type) {
        this.devtype = devtype;
        this.type = type;
    }

    /** DEVTYPE of its uevents. */
    String devtype() {
        return devtype;
    }

    String modalias() {
        return "cxl:t" + type;
    }
}
