/** The nd bus with all drivers that its devices have, held against recordings: its rules show only when somebody binds. */
package daxplane.it.nvdimm;
