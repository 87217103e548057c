/** Benchmarks that need the insides of the lease desk: what asks it, without a machine around it. */
package daxplane.lease.desk;
