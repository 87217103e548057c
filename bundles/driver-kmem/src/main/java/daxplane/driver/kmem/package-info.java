/**
 * The simulated driver {@code kmem}: makes system RAM of a dax device.
 *
 * <p>Owns the arithmetic of what is left of a device in whole memory blocks, and the order of reserving, adding and taking away,
 * which decides what leaks. What it remembers about a device stands in the device's driver data:
 *
 * <pre>
 *   range.N   range that was added, START-LAST in hexadecimal, of the device's mapping N
 *   group     number, node and bytes of the memory group
 * </pre>
 *
 * {@snippet lang="shell" :
 *   echo dax0.0 > /sys/bus/dax/drivers/kmem/new_id            # binds at once when dax0.0 is unbound
 *   echo online_movable > /sys/devices/system/memory/memory33/state
 *   echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind            # leaks until reboot while a block is online
 * }
 */
package daxplane.driver.kmem;
