/**
 * Dax regions, dax devices and the memory blocks of a device that is used as System RAM, as attribute files show them at the
 * moment of asking; and the changes that can be made to them, each with the words in which the original's library complains.
 */
package daxplane.tools.dax;
