/** Benchmarks that need the insides of the device mapper: a volume without a machine around it. */
package daxplane.mapper;
