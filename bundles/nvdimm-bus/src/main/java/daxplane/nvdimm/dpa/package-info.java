/**
 * Capacity of a DIMM: which part of it belongs to which namespace, and where the next one goes. Pure.
 *
 * <p>Invariant: extents are disjoint and in the order of their addresses. The choice of a place is the kernel's, its quirks
 * included: first fit, one extent a namespace and DIMM, growth below before growth above. Source: docs/kernel/namespaces.md 1.3.
 */
package daxplane.nvdimm.dpa;
