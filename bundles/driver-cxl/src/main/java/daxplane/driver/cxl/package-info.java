/**
 * CXL memory: the cxl bus with its ports, decoders, memory devices and regions, and the way of persistent regions to the nd bus.
 *
 * <p>Owns {@code /sys/bus/cxl}. Five modules: {@code cxl_core} (part of the kernel image, with the drivers of ports and regions),
 * {@code cxl_acpi} (the root, windows and host bridges), {@code cxl_pci} (memory devices), {@code cxl_mem} (their driver, which
 * makes endpoints) and {@code cxl_pmem} (the bridge to the nd bus: a bus {@code ndbusN}, a DIMM for each device, a region for each
 * committed one). The hardware is {@link daxplane.kernel.CxlHardware}; each device is directly at a root port, and each port has
 * one decoder.
 *
 * <p>Invariants: a region that is committed has its whole address range and all of its targets, and leads to their media;
 * nothing else of a window does.
 *
 * {@snippet lang="shell" :
 *   echo region0 > .../decoder0.0/create_pmem_region           # region0 appears; it does nothing yet
 *   echo pmem > .../decoder2.0/mode
 *   echo 0x20000000 > .../decoder2.0/dpa_size
 *   echo 256 > .../region0/interleave_granularity; echo 1 > .../region0/interleave_ways; echo UUID > .../region0/uuid
 *   echo 0x20000000 > .../region0/size; echo decoder2.0 > .../region0/target0; echo 1 > .../region0/commit
 *   echo region0 > /sys/bus/cxl/drivers/cxl_region/bind         # pmem_region0 appears, and on the nd bus region0
 * }
 */
package daxplane.driver.cxl;
