/**
 * The bridge from the nd bus to the dax bus: module dax_pmem, driver of nd dax devices.
 *
 * <p>Owns nothing but the reservation in front of the data (info block, struct pages); the region and the device that it hands
 * over belong to the dax bus and go when the nd device is unbound.
 */
package daxplane.driver.daxpmem;
