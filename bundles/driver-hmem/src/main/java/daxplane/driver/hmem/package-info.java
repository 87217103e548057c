/**
 * Soft-reserved memory: RAM that the firmware set aside for a purpose, offered as divisible dax regions.
 *
 * <p>Two modules: {@code hmem} is part of the kernel image and finds the ranges, {@code dax_hmem} has the drivers that hand them
 * to the dax bus. From Linux 6.3 on the drivers make the devices ({@code hmem_platform.0} asks for one {@code hmem.N} each),
 * before that the kernel image did.
 *
 * {@snippet lang="shell" :
 *   modprobe dax_hmem                                              # hmem.0 appears, and on the dax bus dax0.0
 *   echo 1 > /sys/devices/platform/hmem.0/dax_region/create        # another device, of size 0
 * }
 */
package daxplane.driver.hmem;
