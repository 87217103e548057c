/**
 * The CXL bus of a machine without CXL memory: drivers that wait for devices, as every recorded kernel has them built in.
 */
package daxplane.kernel.cxl;
