/**
 * The simulated driver {@code device_dax}: gives a dax device to programs, which map it.
 *
 * <p>Owns nothing but the reservation of the device's ranges, told in the device's driver data. While it is bound nobody else
 * can have the memory.
 *
 * {@snippet lang="shell" :
 *   echo dax0.0 > /sys/bus/dax/drivers/device_dax/bind        # EBUSY: somebody has reserved a part of it
 *   grep dax0.0 /proc/iomem                                   # 100a00000-11fffffff : dax0.0
 * }
 */
package daxplane.driver.devicedax;
