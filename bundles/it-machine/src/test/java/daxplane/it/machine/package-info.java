/** The simulated machine with all its modules, held against the recordings of a real kernel. */
package daxplane.it.machine;
